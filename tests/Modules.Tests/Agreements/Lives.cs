using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Law.Compiling;
using Mingsuan.Platform.Time;
using Mingsuan.Policy;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>
/// A physical institution's life in memory: commands are ruled on and, when they hold, become events.
/// </summary>
internal sealed class Lives
{
    public const string Region = "532301";
    public static readonly Guid Physical = Guid.Parse("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Online = Guid.Parse("01900000-0000-7000-8000-000000000002");
    private static readonly Lazy<LawSnapshot> Shipped = new(
        () => Mingsuan.Host.LawAtStart.ReadValid(new DirectoryInfo(RepositoryRoot.At("law")))!.Load.Snapshot!);

    public static readonly IReadOnlyList<string> Required =
        TermsBook.Shipped().For(Law.Jurisdictions, Region).PieceKeys;

    private int ids;

    public static LawSnapshot Law => Shipped.Value;

    public InstitutionLife Life { get; } = new(Physical, []);

    public DateTime Now { get; private set; } = BeijingTime.StartOf(new DateOnly(2022, 7, 4)).AddHours(9);

    public DateOnly Today => BeijingTime.Day(Now);

    public Application Application => Life.Applications.Values.OrderBy(one => one.OpenedAt).Last();

    public Agreement Supplementary =>
        Life.Agreements.Values.Last(one => one.Kind == AgreementKind.Supplementary);

    public Agreement Main => Life.Main!;

    public Guid NextId() => new($"01900000-0000-7000-9000-{++ids:D12}");

    public Lives On(string day)
    {
        Now = BeijingTime.StartOf(Day(day)).AddHours(9);
        return this;
    }

    public void Wait(TimeSpan time) => Now += time;

    public static DateOnly Day(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Takes what a ruling leads to; gives the refusal's code, or nothing.</summary>
    public string? Take(Ruling ruling)
    {
        foreach (var step in ruling.Steps)
        {
            Life.Take(new Dated(step.Stream, Life.NextSeq(step.Stream), Now, "test", step.Event));
        }

        return ruling.Refusal?.Code;
    }

    public Lives Held(Ruling ruling)
    {
        Take(ruling).ShouldBeNull();
        return this;
    }

    public Lives WithMain(string from = "2022-01-01", string? to = "2022-12-31") => Held(AgreementRules.OpenMain(
        Life, NextId(), Day(from), to is null ? null : Day(to), "test", Now, Today));

    public Ruling Submitting(bool withMain = false, Guid? forInst = null, params string[] without) =>
        ApplicationRules.Submit(
            Life,
            NextId(),
            new Applicant(forInst ?? Physical, Physical, Required, Today),
            withMain,
            Pieces(Required.Except(without)),
            served => Due.FirstAgain(Law, Region, served));

    public static IReadOnlyList<Piece> Pieces(IEnumerable<string> keys, string version = "1") =>
        [.. keys.Select(key => new Piece(key, key + ".pdf", key + version))];

    public IReadOnlyList<GivenNotice> Notices => ApplicationRules.NoticesOf(Life, Application.ForInst);

    public Due? Running(string asOf) => Application.Running is { } leg ? Due.Of(Law, Region, leg, Day(asOf)) : null;

    public Due Leg(string clock, string asOf) =>
        Due.Of(Law, Region, Application.Legs.Last(one => one.Clock == clock), Day(asOf));

    public Lives Reviewed() =>
        Held(ApplicationRules.PassReview(Application, "", "officer", ["network", "jointTest"]));

    public Lives Rebuilt()
    {
        Held(ApplicationRules.Move(Application, "network", true, ""));
        Held(ApplicationRules.Move(Application, "jointTest", true, ""));
        return Held(ApplicationRules.ApplyForAcceptance(Application, overdue: false, "RUN1"));
    }

    public Lives Accepted() => Held(ApplicationRules.PassAcceptance(Application, "RUN1", false, null, null));

    public Lives Drafted() =>
        Held(SigningRules.Draft(Life, Application, null, Written()));

    public static WrittenDraft Written(params string[] without)
    {
        var sheet = TermsBook.Shipped().For(Law.Jurisdictions, Region);
        return Drafting.Write(
            sheet,
            "hospital",
            null,
            without.ToDictionary(key => key, _ => " ", StringComparer.Ordinal),
            asWritten: false);
    }

    public Ruling Signing(bool agency) => SigningRules.Sign(
        Life,
        Application,
        agency ? new AgencySigned("k", "s") : new InstitutionSigned("k", "s"),
        NextId(),
        Now,
        Today);

    /// <summary>All the way, every step on the same day.</summary>
    public Lives Concluded()
    {
        Held(Submitting());
        Reviewed().Rebuilt().Accepted().Drafted();
        return Held(Signing(agency: false)).Held(Signing(agency: true));
    }
}
