'use strict';

// Times in the reader's calendar, zone and digits. Pages carry them in UTC.
function writeTimes(root) {
  const language = document.documentElement.lang;
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, {year: 'numeric', month: '2-digit', day: '2-digit'});
  const minute = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit'});
  const long = new Intl.DateTimeFormat(locale, {dateStyle: 'full', timeStyle: 'long'});
  for (const time of root.querySelectorAll('time[datetime]')) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) {
      time.textContent = day.format(moment) + ' ' + minute.format(moment);
      time.title = long.format(moment);
    }
  }
}

document.addEventListener('DOMContentLoaded', () => {
  writeTimes(document);

  document.body.addEventListener('htmx:load', event => writeTimes(event.detail.elt));

  // A part that refreshes itself waits while the reader is in it, or looks elsewhere.
  document.body.addEventListener('htmx:beforeRequest', event => {
    const part = event.detail.elt;
    if (document.hidden || part !== document.body && part.contains(document.activeElement)) {
      event.preventDefault();
    }
  });

  // While Peyk cannot be reached, a part shows that it is old.
  document.body.addEventListener('htmx:sendError', event => event.detail.elt.classList.add('stale'));
  document.body.addEventListener('htmx:afterOnLoad', event => event.detail.elt.classList.remove('stale'));

  // What cannot be undone is asked twice.
  document.addEventListener('submit', event => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
    }
  });
});
