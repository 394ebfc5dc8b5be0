using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>Reads the files of a library to its parts: documents, areas, calendar, examples, obligations.</summary>
internal sealed class LibraryReader(
    IReadOnlyDictionary<string, string> files, IReadOnlyList<Feature> features, DiagnosticSink sink)
{
    private readonly Jurisdictions areas = new();
    private readonly List<Clause> clauses = [];
    private readonly List<LawExample> examples = [];
    private readonly List<LawObligation> obligations = [];
    private readonly List<LawInformative> informatives = [];

    public LawLibraryParts Read()
    {
        var regions = Regions();
        var documents = FilesOf(LibraryFiles.IsDocument)
            .Select(file => DocumentReader.Read(file.Key, file.Value, sink))
            .OfType<LawDocument>()
            .ToList();
        foreach (var document in documents)
        {
            areas.IndexOf(document.Front.Jurisdiction);
            foreach (var clause in document.Clauses)
            {
                Number(document, clause);
                Blocks(document, clause);
            }
        }

        return new LawLibraryParts(
            LibraryFiles.Hash(files), documents, clauses, areas, regions, Calendar(), examples, obligations,
            informatives, features);
    }

    private IEnumerable<KeyValuePair<string, string>> FilesOf(Func<string, bool> kind) =>
        files.Where(one => kind(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal);

    private IReadOnlyList<RegionEntry> Regions()
    {
        if (!files.TryGetValue(LibraryFiles.Regions, out var text))
        {
            return [];
        }

        var regions = RegionsReader.Read(LibraryFiles.Regions, text, sink);
        foreach (var region in regions)
        {
            areas.Name(region.Admdvs, region.Name);
            if (region.Parent is { } parent)
            {
                areas.SetParent(region.Admdvs, parent);
            }
        }

        return regions;
    }

    private WorkCalendar Calendar()
    {
        var years = FilesOf(LibraryFiles.IsCalendar)
            .Select(file => CalendarReader.Read(file.Key, file.Value, sink))
            .OfType<YearCalendar>()
            .ToList();
        foreach (var again in years.GroupBy(one => one.Year).Where(group => group.Count() > 1))
        {
            sink.Report(DiagnosticKinds.Duplicate, again.Last().Path, 1, null, "year", $"{again.Key}",
                again.First().Path, "1");
        }

        return new WorkCalendar(
            years.Select(one => one.Year), years.SelectMany(one => one.Rest), years.SelectMany(one => one.Work));
    }

    private void Number(LawDocument document, LawClause clause)
    {
        clause.Id = clauses.Count;
        clauses.Add(new Clause(
            document.Id, document.Front.Number, document.Front.Title, clause.Article, clause.Anchor,
            document.Front.Sample));
    }

    private void Blocks(LawDocument document, LawClause clause)
    {
        foreach (var block in clause.Blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.Example:
                    examples.AddRange(new ExampleReader(document, clause, block, sink).Read());
                    break;
                case BlockKind.Obligation:
                    obligations.AddRange(ObligationReader.Obligation(document, clause, block, sink));
                    break;
                case BlockKind.Informative when ObligationReader.Informative(document, clause, block, sink) is { } mark:
                    informatives.Add(mark);
                    break;
            }
        }
    }
}
