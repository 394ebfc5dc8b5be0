using System.Globalization;
using Mingsuan.Law.Compiling;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Host.Pages.Law;

/// <summary>文件日期 — the dates of documents and rules as pages print them.</summary>
public static class DocumentDates
{
    /// <summary>日期 — as files write it.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>试行期末日 — the last day on trial of a document's items, extensions counted; null: none.</summary>
    public static DateOnly? TrialEnd(LawLoad load, string documentId) => load.Rules
        .Where(rule => rule.Document.Id == documentId)
        .SelectMany(rule => rule.Provisions.OfType<PriceItem>())
        .Max(item => item.TrialUntil);

    /// <summary>今天 — the day in Beijing.</summary>
    public static DateOnly Today(TimeProvider clock) =>
        DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));
}
