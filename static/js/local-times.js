// The server knows no reader's time zone and writes UTC; here the reader's own clock is known.

// Day, month, year, as everywhere on the site: plain "en" would mean the American order.
const { lang } = document.documentElement;
const language = lang === "en" ? "en-GB" : lang;
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  time.textContent = `${day.format(moment)}, ${clock.format(moment)}`;
}
