namespace Mingsuan.Browser.Tests;

/// <summary>可读性 — what is looked at in the page itself: labels, order of headings, size of targets, focus.</summary>
internal static class Markup
{
    /// <summary>截图 — the folder of the screenshots, among the build's own outputs.</summary>
    public static string Screenshots { get; } = Path.Combine(Root(), "artifacts", "screenshots");

    /// <summary>法规目录 — the shipped law library.</summary>
    public static string Law { get; } = Mingsuan.Testing.RepositoryRoot.At("law");

    /// <summary>缺陷 — a script that returns one sentence for each fault of the page.</summary>
    public const string Faults = """
        () => {
          const faults = [];
          const all = selector => [...document.querySelectorAll(selector)];
          if (all('h1').length !== 1) faults.push('a page has one h1');
          if (all('main').length !== 1) faults.push('a page has one main');
          let level = 0;
          for (const h of all('h1,h2,h3,h4,h5,h6')) {
            const own = Number(h.tagName[1]);
            if (own > level + 1) faults.push('heading skips a level: ' + h.textContent.trim());
            level = own;
          }
          const ids = all('[id]').map(e => e.id);
          for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('id twice: ' + id);
          for (const control of all('main :is(input:not([type=hidden]),select,textarea)')) {
            if (!control.labels.length) faults.push('no label: ' + control.name);
            for (const id of (control.getAttribute('aria-describedby') || '').split(' ').filter(Boolean))
              if (!document.getElementById(id)) faults.push('described by nothing: ' + id);
          }
          for (const a of all('a[href]'))
            if (!a.textContent.trim()) faults.push('link without words: ' + a.getAttribute('href'));
          for (const e of all('a.ms-button,button,summary,nav a,input,select')) {
            const box = e.getBoundingClientRect();
            if (box.height > 0 && (box.height < 20 || box.width < 20)) faults.push('too small: ' + e.outerHTML);
          }
          const sheets = [...document.styleSheets].map(sheet => sheet.href || '');
          if (all('.ms-desk').length && !sheets.some(href => href.includes('mingsuan-agency')))
            faults.push('a desk without its style: ' + sheets.join(' '));
          if (all('[style]').length) faults.push('style in an attribute');
          return faults;
        }
        """;

    /// <summary>焦点可见 — a script that tells whether the focused element stands out.</summary>
    public const string FocusIsSeen = """
        () => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        }
        """;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mingsuan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests lie outside the repository.");
    }
}
