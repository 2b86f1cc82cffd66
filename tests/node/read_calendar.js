// Reads a calendar from standard input with ical.js and prints its events as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}

const moment = (time) => {
  if (!time) return null;
  return time.isDate ? time.toString() : time.toJSDate().toISOString();
};

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const first = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    start: moment(event.startDate),
    end: component.getFirstProperty("dtend") ? moment(event.endDate) : null,
    summary: event.summary,
    description: event.description,
    location: event.location,
    status: first("status"),
    sequence: event.sequence,
    modified: moment(first("last-modified")),
    stamp: moment(first("dtstamp")),
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
});
process.stdout.write(JSON.stringify(events));
