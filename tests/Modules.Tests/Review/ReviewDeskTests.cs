using System.Globalization;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.PublicService;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Policy.Primitives;
using Mingsuan.Review.Findings;
using Mingsuan.Testing;
using Mingsuan.Workbench;

namespace Mingsuan.Modules.Tests.Review;

/// <summary>审核台 — over registers of the test's own, with the rules of the shipped law.</summary>
public sealed class ReviewDeskTests
{
    private const string Nantong = "320600";
    private const string Chuxiong = "532300";
    private const string Rule = "splitService";
    private const int Lost = 900;

    private static readonly Lazy<LawInForce> Shipped = new(
        () => new(LawEdition.Of(LawLibrary.ReadFiles(RepositoryRoot.At("law")))));

    [Fact]
    public async Task Of_many_visits_the_first_are_shown_and_what_does_not_read_is_counted()
    {
        var visits = Enumerable.Range(0, 25).Select(at => Claim("2026-11-20", at));
        var registers = new Registers(
            [Standing(Nantong, "2020-01-01", null)],
            [.. visits, Claim("2026-11-20", 800, "elsewhere"), Claim("2026-11-20", Lost)]);

        var answer = await AskAsync(registers, area: null);

        (answer.Reviewed, answer.Unread, answer.Found).ShouldBe((25, 2, 1));
        var finding = answer.Shown.ShouldHaveSingleItem();
        (finding.VisitCount, finding.Visits.Count).ShouldBe((25, ReviewDesk.MostVisits));
    }

    [Fact]
    public async Task An_institution_is_judged_where_it_stood_on_the_day_of_service()
    {
        var registers = new Registers(
            [
                Standing(Nantong, "2020-01-01", "2026-11-09"),
                Standing(Chuxiong, "2026-11-10", "2026-11-14"),
                Standing(Nantong, "2026-11-15", null),
            ],
            [.. new[] { "2026-11-05", "2026-11-12", "2026-11-18" }
                .SelectMany((day, at) => new[] { Claim(day, 2 * at), Claim(day, (2 * at) + 1) })]);

        var all = await AskAsync(registers, area: null);
        (all.Reviewed, all.Found).ShouldBe((6, 2), "Chuxiong has no such rule");
        all.Shown.SelectMany(one => one.Visits).ShouldAllBe(one => one.Institution.Admdvs == Nantong);
        var area = await AskAsync(registers, Nantong);
        (area.Reviewed, area.Unread, area.Found).ShouldBe((4, 0, 2));
    }

    private static async Task<ReviewAnswer> AskAsync(Registers registers, string? area)
    {
        var desk = new ReviewDesk(registers, registers, registers, registers, registers, Shipped.Value);
        var (answer, refusal) = await desk.FindAsync(
            new Operator("agency", StaffRoles.Agency),
            new ReviewQuestion(area, Day("2026-11-01"), Day("2026-11-20"), Rule),
            TestContext.Current.CancellationToken);
        refusal.ShouldBeNull();
        return answer.ShouldNotBeNull();
    }

    private static InstitutionFacts Standing(string area, string from, string? to) => new()
    {
        Id = new(Id(1)),
        Code = "H32061300001",
        Name = "H",
        Uscc = "U",
        Kind = InstitutionKind.Hospital,
        Admdvs = area,
        Level = "secondary",
        Ownership = "public",
        BusinessNature = "nonProfit",
        InternetHospital = false,
        ChronicPharmacy = false,
        Evidence = EvidenceSetting.Declared,
        Licences = [],
        Span = new(Day(from), to is null ? null : Day(to), "doc-1"),
    };

    /// <summary>A settlement of a visit of its own, of the same person for the same disease.</summary>
    private static SettledClaim Claim(string day, int visit, string channel = "internet") => new(
        new PersonId(Id(2)),
        new SettlementId(Id(1_000 + visit)),
        new VisitId(Id(visit)),
        new InstitutionId(Id(1)),
        Day(day),
        Money.Zero,
        Money.Zero,
        $$"""
        {"region":"320600","on":"{{day}}","visit":{"channel":"{{channel}}","diagnosis":["I10.x00x002"]},"lines":[]}
        """);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Guid Id(int number) => new(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>One institution's standings, settlements, and a visit for each but the lost one.</summary>
    private sealed class Registers(InstitutionFacts[] standings, SettledClaim[] claims)
        : IInstitutionDirectory, ISettledHistory, IVisitHistory, IConsultationRegister, IPersonDirectory
    {
        public Task<IReadOnlyList<InstitutionFacts>> ListAsync(DateOnly on, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<InstitutionFacts>>([.. standings.Where(one => one.Span.Holds(on))]);

        public Task<InstitutionFacts?> FindAsync(InstitutionId id, DateOnly on, CancellationToken ct) =>
            Task.FromResult(standings.FirstOrDefault(one => one.Id == id && one.Span.Holds(on)));

        public Task<IReadOnlyList<SettledClaim>?> StandingAsync(
            IReadOnlyCollection<InstitutionId> institutions,
            DateOnly first,
            DateOnly last,
            int most,
            CancellationToken ct) => Task.FromResult<IReadOnlyList<SettledClaim>?>(claims);

        public Task<IReadOnlyDictionary<VisitId, PastVisit>> OfAsync(
            IReadOnlyCollection<VisitOf> visits, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<VisitId, PastVisit>>(visits
                .Where(one => one.Visit.Value != Id(Lost))
                .ToDictionary(one => one.Visit, _ => new PastVisit
                {
                    BeganAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
                    Channel = VisitChannel.Internet,
                    DoctorCode = "D1",
                    DoctorName = "D",
                    DepartmentCode = "0301",
                    DepartmentName = "M",
                }));

        public Task<IReadOnlyList<NamedConsultation>> OfAsync(
            IReadOnlyCollection<InstitutionId> institutions, DateOnly first, DateOnly last, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<NamedConsultation>>([]);

        public Task<PersonFacts?> FindAsync(PersonId id, CancellationToken ct) =>
            Task.FromResult<PersonFacts?>(null);

        public Task<InstitutionFacts?> FindAsync(string code, DateOnly on, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<string?> DesignationAsync(InstitutionFacts institution, DateOnly on, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<PersonFacts?> ByNumberAsync(string psnNo, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<PersonFacts?> ByCertificateAsync(
            string certType, string certno, string? name, CancellationToken ct) => throw new NotSupportedException();

        public Task<PersonFacts?> ByTokenAsync(string token, DateOnly on, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<PersonFacts?> ByCardAsync(string cardNo, CancellationToken ct) =>
            throw new NotSupportedException();
    }
}
