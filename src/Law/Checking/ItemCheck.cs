using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Checking;

/// <summary>项目引用 — items that rules name must be priced by a document of the area or above it.</summary>
internal sealed class ItemCheck(CheckedLibrary library, DiagnosticSink sink)
{
    public void Run()
    {
        foreach (var rule in library.Rules)
        {
            foreach (var (field, code) in rule.Provisions.SelectMany(Named).Distinct())
            {
                if (!IsPriced(code, rule))
                {
                    var line = (rule.Block.Root as YamlMap)?.Find(field)?.Line ?? rule.Block.Line;
                    sink.Report(DiagnosticKinds.UnknownItem, rule.Document.Path, line, rule.Clause.Article,
                        field, code, Casing.Nearest(code, library.Snapshot.ItemCodes));
                }
            }
        }
    }

    private static IEnumerable<(string Field, string Code)> Named(Provision one) => one switch
    {
        RetiredItem retired => retired.ReplacedBy.Select(code => ("replaced-by", code)),
        PriceItem item => (item.AddOn?.Of ?? []).Select(code => ("add-on", code))
            .Concat(item.SameAs is { } same ? [("price", same.Item)] : []),
        _ => [],
    };

    /// <summary>By the area's own documents, those above it, or those below it (a reference to local lists).</summary>
    private bool IsPriced(string code, LawRule rule)
    {
        var own = library.Areas.IndexOf(rule.Document.Front.Jurisdiction);
        foreach (var item in library.Snapshot.ItemsOf(code))
        {
            if (Reaches(item.Jurisdiction, own) || Reaches(own, item.Jurisdiction))
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(int upper, int lower) =>
        library.Areas.ChainOf(library.Areas.CodeOf(lower)).Contains(upper);
}
