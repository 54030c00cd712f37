"use strict";
(() => {
  const table = document.getElementById("_table");
  const controls = document.getElementById("_controls");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const place = Object.fromEntries(heads.map((head, k) => [head.dataset.key, k]));
  const first = (cell) => {
    const told = cell.firstChild ? cell.firstChild.textContent : "";
    return told === "–" ? "" : told;
  };
  const said = (row, key) => (key in place ? first(row.cells[place[key]]) : "");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const amount = (cell) => {
    const held = cell.dataset.v ?? first(cell).replaceAll(",", "");
    return held ? Number(held) : NaN;
  };
  const number = (row, key) => (key in place ? amount(row.cells[place[key]]) : NaN);
  const deals = [...body.rows].filter((row) => row.cells.length === heads.length).map((row, order) => ({
    row, order, marks: row.dataset.marks || "", text: "",
    supplier: said(row, "supplier").split(", "), recipient: said(row, "recipient").split(", "),
    stage: said(row, "stage").split(" or "), year: number(row, "year"),
    volume: number(row, "volume"), arrived: number(row, "arrived_volume"),
  }));
  if (deals.length === 0) return;
  const field = Object.fromEntries([...controls.querySelectorAll("[data-f]")].map((one) => [one.dataset.f, one]));
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const numerals = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

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
    const isNumber = column !== undefined && "number" in heads[column].dataset;
    const held = deals.map((deal) => {
      const cell = column === undefined ? null : deal.row.cells[column];
      const text = cell === null ? "" : first(cell);
      const value = isNumber && cell !== null ? amount(cell) : NaN;
      return { deal, text, value, isEmpty: isNumber ? Number.isNaN(value) : text === "" };
    });
    const turn = down ? -1 : 1;
    held.sort((a, b) => {
      if (column === undefined) return a.deal.order - b.deal.order;
      if (a.isEmpty !== b.isEmpty) return a.isEmpty ? 1 : -1;
      const by = a.isEmpty ? 0 : isNumber ? a.value - b.value : compare(a.text, b.text);
      return by * turn || a.deal.order - b.deal.order;
    });
    const rows = document.createDocumentFragment();
    for (const one of held) rows.append(one.deal.row);
    body.append(rows);
    for (const head of heads) {
      head.setAttribute("aria-sort", head.dataset.key !== sorted.key ? "none" : down ? "descending" : "ascending");
    }
    field.sort.value = sorted.key;
  }

  function filter() {
    const words = fold(field.q.value).split(/\s+/).filter(Boolean);
    const [from, to] = [Number(field.from.value), Number(field.to.value)];
    let shown = 0, volume = 0, arrived = 0;
    for (const deal of deals) {
      const fits = words.every((word) => (deal.text ||= fold(deal.row.textContent)).includes(word))
        && ["supplier", "recipient", "stage"].every((key) => !field[key].value || deal[key].includes(field[key].value))
        && (!from || deal.year >= from) && (!to || deal.year <= to)
        && (!field.disputed?.checked || deal.marks.includes("disputed"))
        && (!field.certain?.checked || !deal.marks.includes("estimated"));
      if (deal.row.hidden === fits) deal.row.hidden = !fits;
      if (fits) {
        shown += 1;
        volume += deal.volume || 0;
        arrived += deal.arrived || 0;
      }
    }
    const told = [`${numerals.format(shown)} of ${numerals.format(deals.length)} deals`];
    if ("volume" in place) told.push(`${numerals.format(volume)} TIV ordered`, `${numerals.format(arrived)} TIV arrived`);
    document.getElementById("_count").textContent = told.join(" · ");
    document.getElementById("_none").hidden = shown > 0;
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
      const fold = name && document.getElementById(name)?.closest("details");
      if (fold) {
        fold.open = true;
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

  let waiting = 0;
  const changed = (event) => {
    if (event.target === field.sort) sort(field.sort.value, heads[place[field.sort.value]]?.hasAttribute("data-number") && field.sort.value !== "year");
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter(); tell(); }, event.type === "input" && deals.length > 5000 ? 200 : 0);
  };
  controls.addEventListener("input", changed);
  document.getElementById("_reset").addEventListener("click", () => {
    for (const one of Object.values(field)) {
      if (one.type === "checkbox") one.checked = false;
      else one.value = "";
    }
    sort("", false);
    filter();
    tell();
  });
  addEventListener("hashchange", open);
  if (deals.length <= 5000) {  // rows drawn as grids are still rows for those who listen
    table.setAttribute("role", "table");
    for (const part of [table.tHead, body]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) {
        cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader");
      }
    }
  }
  controls.hidden = false;
  document.documentElement.classList.add("live");
  filter();
  open();
})();
