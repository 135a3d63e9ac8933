// Hours that a paid organizer logs on her phone, with or without a signal.
const $ = id => document.getElementById(id);

export function draw(hours, today) {
  $("hours-title").textContent = hours.title;
  $("hours-problem").hidden = true;
  $("hours-day").value ||= today;
  $("hours-day").max = today;
  $("hours-work").replaceChildren(...hours.work.map(w => new Option(w.label, w.work)));
}

/** What was worked, to be noted; null when something is missing or not over yet, which is said. */
export function said(id, hours, today, time, say) {
  const data = Object.fromEntries(new FormData($("hours-form")));
  const right = /^\d\d:\d\d$/;
  const missing = !data.day || !right.test(data.from) || !right.test(data.until) ? "hoursTime"
    : data.until <= data.from ? "hoursEnd"
    : data.day > today || (data.day === today && data.until > time) ? "hoursFuture" : "";
  $("hours-problem").textContent = missing && say(missing);
  $("hours-problem").hidden = !missing;
  return missing ? null : { id, kind: "hours", of: hours.id, at: new Date().toISOString(), ...data, note: data.note.trim() };
}

export function clear() {
  $("hours-form").reset();
}
