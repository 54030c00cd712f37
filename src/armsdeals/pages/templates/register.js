"use strict";
(() => {
  const table = document.getElementById("_table");
  const controls = document.getElementById("_controls");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const place = Object.fromEntries(heads.map((head, k) => [head.dataset.key, k]));
  const page = 200;  // rows that stand there at once; more on demand, so that a long table stays quick
  const width = heads.length;
  const fold = (text) => (/^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
  // What stands in a row is read once; sorting and filtering ask this and not the document.
  const deals = [];
  for (const row of [...body.rows]) {
    const told = [], held = [];
    for (let cell = row.firstElementChild; cell !== null; cell = cell.nextElementSibling) {
      const text = cell.firstChild ? cell.firstChild.textContent : "";
      told.push(text === "–" ? "" : text);
      held.push(cell.dataset.v ?? null);
    }
    if (told.length === width) deals.push({ row, told, held, order: deals.length, marks: row.dataset.marks || "", text: null });
  }
  const number = (deal, column) => {
    if (column === undefined) return NaN;
    const text = deal.held[column] ?? deal.told[column].replaceAll(",", "");
    return text ? Number(text) : NaN;
  };
  for (const deal of deals) {
    deal.supplier = (deal.told[place.supplier] ?? "").split(", ");
    deal.recipient = (deal.told[place.recipient] ?? "").split(", ");
    deal.stage = (deal.told[place.stage] ?? "").split(" or ");
    deal.year = number(deal, place.year);
    deal.volume = number(deal, place.volume);
    deal.arrived = number(deal, place.arrived_volume);
  }
  const text = (deal) => (deal.text ??= fold(deal.row.textContent));
  if (deals.length === 0) return;
  const field = Object.fromEntries([...controls.querySelectorAll("[data-f]")].map((one) => [one.dataset.f, one]));
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const numerals = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

  let ordered = deals, fitting = deals, shown = 0;
  const more = document.createElement("p");
  more.className = "more";
  const [next, rest] = ["", ""].map(() => more.appendChild(document.createElement("button")));
  for (const button of [next, rest]) button.type = "button";
  rest.textContent = "Show all rows";
  document.getElementById("_none").before(more);
  next.addEventListener("click", () => show(shown + page));
  rest.addEventListener("click", () => show(fitting.length));

  // Rows drawn as grids are still rows for those who listen.
  const role = (row) => {
    if (row.hasAttribute("role")) return;
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader");
    }
  };
  table.setAttribute("role", "table");
  for (const part of [table.tHead, body]) part.setAttribute("role", "rowgroup");
  role(table.tHead.rows[0]);

  function show(most) {
    const before = most > shown && shown > 0 && body.rows.length === shown ? shown : 0;
    const rows = fitting.slice(before, most).map((deal, k) => {
      role(deal.row);
      deal.row.setAttribute("aria-rowindex", before + k + 2);
      return deal.row;
    });
    if (before) body.append(...rows);
    else body.replaceChildren(...rows);
    shown = Math.min(most, fitting.length);
    table.setAttribute("aria-rowcount", fitting.length + 1);
    const left = fitting.length - shown;
    more.hidden = left === 0;
    next.textContent = `Show ${numerals.format(Math.min(page, left))} more of ${numerals.format(left)}`;
  }

  for (const key of ["supplier", "recipient", "stage"]) {
    const told = new Set(deals.flatMap((deal) => deal[key]).filter((text) => text && text !== "unknown"));
    field[key].append(...[...told].sort(compare).map((text) => new Option(text, text)));
  }
  let sorted = { key: "", down: false };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const key = head.dataset.key;
      const down = sorted.key === key ? !sorted.down : "number" in head.dataset && key !== "year";
      sort(key, down);
      filter();
      tell();
    });
    field.sort.append(new Option(button.textContent, head.dataset.key));
  }
  for (const head of document.querySelectorAll("[data-stage]")) {
    if (![...field.stage.options].some((option) => option.value === head.dataset.stage)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Show these deals";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      field.stage.value = head.dataset.stage;
      filter();
      tell();
      document.getElementById("_deals").scrollIntoView();
    });
  }

  function sort(key, down) {
    sorted = { key: key in place ? key : "", down };
    const column = place[sorted.key];
    if (column === undefined) {
      ordered = deals;
    } else {
      const turn = down ? -1 : 1;
      let value;
      if ("number" in heads[column].dataset) {
        value = deals.map((deal) => number(deal, column));
      } else {  // the names once in their order, since there are fewer of them than deals
        const names = [...new Set(deals.map((deal) => deal.told[column]))].sort(compare);
        let last = -1;
        const rank = new Map(names.map((name, k) => [name, k > 0 && compare(names[k - 1], name) === 0 ? last : (last = k)]));
        value = deals.map((deal) => (deal.told[column] === "" ? NaN : rank.get(deal.told[column])));
      }
      ordered = [...deals].sort((a, b) => {
        const [one, other] = [value[a.order], value[b.order]];
        if (Number.isNaN(one) !== Number.isNaN(other)) return Number.isNaN(one) ? 1 : -1;
        return (Number.isNaN(one) ? 0 : (one - other) * turn) || a.order - b.order;
      });
    }
    for (const head of heads) {
      head.setAttribute("aria-sort", head.dataset.key !== sorted.key ? "none" : down ? "descending" : "ascending");
    }
    field.sort.value = sorted.key;
  }

  function filter() {
    const words = fold(field.q.value).split(/\s+/).filter(Boolean);
    const [from, to] = [Number(field.from.value), Number(field.to.value)];
    const chosen = ["supplier", "recipient", "stage"].filter((key) => field[key].value).map((key) => [key, field[key].value]);
    const [disputed, certain] = [field.disputed?.checked, field.certain?.checked];
    let volume = 0, arrived = 0;
    fitting = ordered.filter((deal) => chosen.every(([key, value]) => deal[key].includes(value))
      && (!from || deal.year >= from) && (!to || deal.year <= to)
      && (!disputed || deal.marks.includes("disputed")) && (!certain || !deal.marks.includes("estimated"))
      && words.every((word) => text(deal).includes(word)));
    for (const deal of fitting) {
      volume += deal.volume || 0;
      arrived += deal.arrived || 0;
    }
    shown = 0;
    show(page);
    const told = [`${numerals.format(fitting.length)} of ${numerals.format(deals.length)} deals`];
    if ("volume" in place) told.push(`${numerals.format(volume)} million TIV ordered`, `${numerals.format(arrived)} million TIV arrived`);
    document.getElementById("_count").textContent = told.join(" · ");
    document.getElementById("_none").hidden = fitting.length > 0;
  }

  function tell() {
    const held = new URLSearchParams();
    for (const [key, one] of Object.entries(field)) {
      const value = one.type === "checkbox" ? (one.checked ? "yes" : "") : one.value;
      if (value) held.set(key, value);
    }
    if (sorted.key && sorted.down) held.set("down", "yes");
    history.replaceState(null, "", held.size ? `#${held}` : "#_deals");
  }

  function open() {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    if (!name.includes("=")) {
      const sought = name ? deals.find((deal) => deal.row.id === name) : undefined;
      if (sought !== undefined) {
        if (!fitting.includes(sought)) reset();
        if (fitting.indexOf(sought) >= shown) show(fitting.indexOf(sought) + 1);
        for (const row of body.querySelectorAll(".sought")) row.classList.remove("sought");
        sought.row.classList.add("sought");
        sought.row.scrollIntoView({ block: "center" });
        return;
      }
      const folded = name && document.getElementById(name)?.closest("details");
      if (folded) {
        folded.open = true;
        document.getElementById(name).scrollIntoView();
      }
      return;
    }
    const held = new URLSearchParams(location.hash.slice(1));
    for (const [key, one] of Object.entries(field)) {
      if (one.type === "checkbox") one.checked = held.get(key) === "yes";
      else one.value = held.get(key) || "";
    }
    sort(held.get("sort") || "", held.get("down") === "yes");
    filter();
  }

  function reset() {
    for (const one of Object.values(field)) {
      if (one.type === "checkbox") one.checked = false;
      else one.value = "";
    }
    sort("", false);
    filter();
  }

  let waiting = 0;
  const changed = (event) => {
    if (event.target === field.sort) sort(field.sort.value, heads[place[field.sort.value]]?.hasAttribute("data-number") && field.sort.value !== "year");
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter(); tell(); }, event.target === field.q && deals.length > 5000 ? 120 : 0);
  };
  controls.addEventListener("input", changed);
  document.getElementById("_reset").addEventListener("click", () => {
    reset();
    tell();
  });
  addEventListener("hashchange", open);
  let before = 0;
  addEventListener("beforeprint", () => { before = shown; show(fitting.length); });
  addEventListener("afterprint", () => { shown = 0; show(before); });
  controls.hidden = false;
  document.documentElement.classList.add("live");
  filter();
  open();
  // What is looked through is made ready while nobody waits.
  const ready = (from) => {
    for (const deal of deals.slice(from, from + 500)) text(deal);
    if (from + 500 < deals.length) setTimeout(ready, 15, from + 500);
  };
  setTimeout(ready, 300, 0);
})();
