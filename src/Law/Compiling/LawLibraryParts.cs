using Mingsuan.Law.Reading;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>What a library holds before its rules are formed: the same for every mutant of a rule.</summary>
internal sealed record LawLibraryParts(
    string Hash,
    IReadOnlyList<LawDocument> Documents,
    IReadOnlyList<Clause> Clauses,
    Jurisdictions Areas,
    IReadOnlyList<RegionEntry> Regions,
    WorkCalendar Calendar,
    IReadOnlyList<LawExample> Examples,
    IReadOnlyList<LawObligation> Obligations,
    IReadOnlyList<LawInformative> Informatives,
    IReadOnlyList<Feature> Features);
