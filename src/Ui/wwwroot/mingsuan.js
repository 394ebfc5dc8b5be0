// Improves pages that already work without it: a Chinese calendar for dates, focus where a person needs it.
(function () {
  "use strict";

  function addCalendars(root) {
    if (!window.flatpickr) return;
    for (const input of root.querySelectorAll("input[data-calendar]:not([data-calendar-ready])")) {
      input.setAttribute("data-calendar-ready", "");
      window.flatpickr(input, {
        locale: { ...window.flatpickr.l10ns.zh, firstDayOfWeek: 1 },
        dateFormat: "Y-m-d",
        ariaDateFormat: "Y年n月j日",
        allowInput: true,
        minDate: input.min || undefined,
        maxDate: input.max || undefined,
      });
    }
  }

  // A link of an error summary puts the cursor into its field, not only the view.
  function jump(event) {
    const link = event.target.closest("a[data-jump]");
    if (!link) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  function ready(root) {
    addCalendars(root);
    const wrong = root.querySelector("[data-focus]");
    if (wrong) wrong.focus();
  }

  document.addEventListener("click", jump);
  document.addEventListener("htmx:after:swap", () => ready(document));
  ready(document);
})();
