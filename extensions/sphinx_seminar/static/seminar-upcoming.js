// Listings of what is ahead or past, "now", and the reader's own time: right on the day
// the page is read. Without this script the page is right as of the day it was built.
(() => {
  const words = document.currentScript?.dataset ?? {};
  const KEY = "seminar-local-time";
  const LONGEST_WAIT = 60 * 60 * 1000;
  const marks = new Map();
  let timer = 0;

  const instant = (text) => (text ? Date.parse(text) : NaN);

  const read = (node) => ({
    node,
    start: instant(node.dataset.start),
    end: instant(node.dataset.end),
    until: instant(node.dataset.until),
    zone: node.dataset.zone,
    held: node.dataset.held !== "no",
  });

  const times = () => [...document.querySelectorAll("time.seminar-time")].map(read);

  // A comparison with an unknown instant is false: such a session stays ahead.
  const isOver = (time, now) => now >= time.until;
  const isRunning = (time, now) => time.held && now >= time.start && now < time.end;

  const keepListing = (listing, now) => {
    const past = listing.dataset.period === "past";
    const limit = Number(listing.dataset.limit) || Infinity;
    let shown = 0;
    for (const row of listing.querySelectorAll("li.seminar-row")) {
      const node = row.querySelector("time.seminar-time");
      const fits = node !== null && isOver(read(node), now) === past && shown < limit;
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const list of listing.querySelectorAll("ul.seminar-sessions")) {
      list.hidden = list.querySelector(":scope > li:not([hidden])") === null;
      const heading = list.previousElementSibling;
      if (heading?.classList.contains("rubric")) heading.hidden = list.hidden;
    }
    for (const note of listing.querySelectorAll(".seminar-empty")) note.hidden = shown > 0;
    for (const note of listing.querySelectorAll(".seminar-as-of")) note.hidden = true;
  };

  const markRunning = (time, now) => {
    const mark = marks.get(time.node);
    if (isRunning(time, now) === (mark !== undefined)) return;
    if (mark) {
      mark.remove();
      marks.delete(time.node);
      return;
    }
    const badge = document.createElement("strong");
    badge.className = "seminar-now";
    badge.textContent = words.now ?? "";
    // The space is in the element that comes and goes.
    const added = document.createElement("span");
    added.append(" ", badge);
    time.node.after(added);
    marks.set(time.node, added);
  };

  const refresh = () => {
    const now = Date.now();
    const all = times();
    for (const listing of document.querySelectorAll(".seminar-live")) keepListing(listing, now);
    for (const time of all) markRunning(time, now);
    const coming = all.flatMap((time) => [time.start, time.end, time.until]);
    const next = Math.min(...coming.filter((moment) => moment > now), now + LONGEST_WAIT);
    clearTimeout(timer);
    timer = setTimeout(refresh, next - now + 50);
  };

  // -- the reader's own time ---------------------------------------------------------------

  const language = () => document.documentElement.lang || undefined;

  const format = (zone, more) =>
    new Intl.DateTimeFormat(language(), {
      weekday: "short", day: "numeric", month: "short",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone, ...more,
    });

  // The reader's time, or "" where it is what the page says already.
  const localTime = (time) => {
    if (Number.isNaN(time.start)) return "";
    const end = Number.isNaN(time.end) ? time.start : time.end;
    try {
      const wall = (zone) => [time.start, end].map((moment) => format(zone).format(moment)).join();
      if (wall(undefined) === wall(time.zone)) return "";
    } catch {
      // A zone that this browser does not know.
    }
    const own = format(undefined, { timeZoneName: "short" });
    return end === time.start ? own.format(time.start) : own.formatRange(time.start, end);
  };

  const showLocalTimes = (found, on) => {
    for (const note of document.querySelectorAll(".seminar-local")) note.remove();
    if (!on) return;
    for (const [time, text] of found) {
      const note = document.createElement("span");
      note.className = "seminar-local";
      note.textContent = ` ${text} (${words.local ?? ""})`;
      const zone = time.node.parentElement.querySelector(".seminar-zone");
      (zone ?? marks.get(time.node) ?? time.node).after(note);
    }
  };

  const remembered = () => {
    try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
  };

  const remember = (on) => {
    try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* nothing is kept here */ }
  };

  const addSwitch = () => {
    // In a list, what is over has a day and no hour.
    const now = Date.now();
    const told = times().filter((one) => !isOver(one, now) || !one.node.closest("li.seminar-row"));
    const found = told.map((time) => [time, localTime(time)]).filter(([, text]) => text);
    const place = found[0]?.[0].node.closest(".seminar-session, .seminar-live, ul.seminar-sessions");
    if (!place) return;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = remembered();
    box.addEventListener("change", () => {
      remember(box.checked);
      showLocalTimes(found, box.checked);
    });
    const label = document.createElement("label");
    label.append(box, ` ${words.show ?? ""} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`);
    const line = document.createElement("p");
    line.className = "seminar-switch";
    line.append(label);
    if (place.matches("ul")) place.before(line);
    else place.append(line);
    showLocalTimes(found, box.checked);
  };

  const begin = () => {
    refresh();
    addSwitch();
    document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
    addEventListener("pageshow", refresh);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
