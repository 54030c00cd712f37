"""Things that are true without any deal: dates, numbers, money, countries, evidence, claims."""
