// The server knows no reader's time zone and writes UTC; here the reader's own clock is known.

const FORM = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };

for (const time of document.querySelectorAll("time[data-local]")) {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, FORM);
  time.textContent = words.format(new Date(time.dateTime));
}
