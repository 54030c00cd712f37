"""How hard Hypothesis searches: ``HYPOTHESIS_PROFILE`` names a profile; where ``CI`` is true, `ci` is taken."""

import os

from hypothesis import HealthCheck, settings

UNTIMED = [HealthCheck.too_slow]  # it looks at the clock, so that a busy machine would fail it
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=UNTIMED)
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, print_blob=True, suppress_health_check=UNTIMED
)
settings.register_profile(
    "gate", max_examples=20_000, deadline=None, suppress_health_check=[*UNTIMED, HealthCheck.data_too_large]
)
_usual = "ci" if os.environ.get("CI", "").lower() == "true" else "dev"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", _usual))
