using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>
/// 任意命令次序 — whatever is asked in whatever order, the fold of what happened is the state, and no state is reached that
/// the
/// documents know no way to. <c>MINGSUAN_LIVES</c> asks for more of them.
/// </summary>
public sealed class RandomLifeTests
{
    private const int Commands = 60;

    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("MINGSUAN_LIVES"), out var asked) ? asked : 300;

    private static readonly Dictionary<ApplicationStep, ApplicationStep[]> Ways = new()
    {
        [ApplicationStep.Supplementing] = [ApplicationStep.Reviewing, ApplicationStep.Withdrawn],
        [ApplicationStep.Reviewing] =
        [
            ApplicationStep.Supplementing, ApplicationStep.Rebuilding, ApplicationStep.Failed,
            ApplicationStep.Withdrawn,
        ],
        [ApplicationStep.Rebuilding] =
            [ApplicationStep.Accepting, ApplicationStep.Lapsed, ApplicationStep.Withdrawn],
        [ApplicationStep.Accepting] = [ApplicationStep.Signing, ApplicationStep.Failed, ApplicationStep.Withdrawn],
        [ApplicationStep.Signing] = [ApplicationStep.Concluded, ApplicationStep.Withdrawn],
        [ApplicationStep.Concluded] = [],
        [ApplicationStep.Failed] = [],
        [ApplicationStep.Withdrawn] = [],
        [ApplicationStep.Lapsed] = [],
    };

    [Fact]
    public void Whatever_is_asked_in_whatever_order_no_illegal_state_is_reached() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Live)
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Cases).WithStartSize(100));

    private static void Live(int seed)
    {
        var (draw, lives) = (new Random(seed), new Lives());
        var reached = new HashSet<ApplicationStep>();
        for (var at = 0; at < Commands; at++)
        {
            var before = lives.Life.Applications.ToDictionary(one => one.Key, one => one.Value.Step);
            var events = lives.Life.Events.Count;
            var ruling = Command(draw, lives);
            var refused = lives.Take(ruling);
            (refused is null).ShouldBe(ruling.Steps.Count > 0, $"seed {seed}");
            lives.Life.Events.Count.ShouldBe(events + ruling.Steps.Count);
            foreach (var (id, now) in lives.Life.Applications)
            {
                reached.Add(now.Step);
                if (before.TryGetValue(id, out var was) && was != now.Step)
                {
                    Ways[was].ShouldContain(now.Step, $"seed {seed}: from {was}");
                }
            }

            Sound(lives, seed);
            lives.Wait(TimeSpan.FromHours(draw.Next(1, 200)));
        }

        FoldsBack(lives, seed);
    }

    private static void Sound(Lives lives, int seed)
    {
        var life = lives.Life;
        foreach (var one in life.Agreements.Values.Where(one => one.Kind == AgreementKind.Supplementary))
        {
            var main = life.Agreements[one.Main!.Value];
            one.From.ShouldBeGreaterThanOrEqualTo(main.From, $"seed {seed}");
            if (one.State == AgreementState.InForce)
            {
                main.State.ShouldBe(AgreementState.InForce, $"seed {seed}: it never outlives its main agreement");
            }

            if (!one.IsTerminated)
            {
                one.SuspendedByMain.ShouldBe(main.State == AgreementState.Suspended, $"seed {seed}");
            }

            var application = life.Applications[one.Application!.Value];
            application.ByInstitution.ShouldNotBeNull();
            application.ByAgency.ShouldNotBeNull();
        }

        life.Agreements.Values.Count(one => one.Kind == AgreementKind.Main && !one.IsTerminated &&
            (one.To is null || one.To >= lives.Today)).ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        life.Applications.Values.Count(one => one.IsOpen).ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        foreach (var one in life.Applications.Values)
        {
            one.Legs.Count(leg => leg.Done is null).ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        }
    }

    private static void FoldsBack(Lives lives, int seed)
    {
        var again = new InstitutionLife(Lives.Physical, lives.Life.Events.ToList());
        JsonSerializer.Serialize(again.Applications).ShouldBe(
            JsonSerializer.Serialize(lives.Life.Applications), $"seed {seed}");
        JsonSerializer.Serialize(again.Agreements).ShouldBe(
            JsonSerializer.Serialize(lives.Life.Agreements), $"seed {seed}");
        foreach (var (id, one) in lives.Life.Agreements)
        {
            Agreement.Fold(lives.Life.Of(id))!.State.ShouldBe(one.State);
        }
    }

    private static Ruling Command(Random draw, Lives lives)
    {
        var life = lives.Life;
        if (life.Applications.Count == 0 || draw.Next(4) == 0)
        {
            return OfAgreements(draw, lives);
        }

        var one = life.Applications.Values.OrderBy(each => each.OpenedAt).Last();
        var item = new NoticeItem(Lives.Required[draw.Next(3)], $"{draw.Next(4)}");
        var notices = ApplicationRules.NoticesOf(life, one.ForInst);
        return draw.Next(18) switch
        {
            0 => lives.Submitting(draw.Next(2) == 0, without: draw.Next(3) == 0 ? ["records"] : []),
            1 => ApplicationRules.Supply(one, Lives.Pieces(Lives.Required, $"{draw.Next(3)}")),
            2 => ApplicationRules.Return(one, [item], notices),
            3 or 4 => ApplicationRules.PassReview(one, "", "o", ["network"]),
            5 => ApplicationRules.FailReview(one, [item], notices),
            6 or 7 => ApplicationRules.Move(one, "network", draw.Next(4) > 0, ""),
            8 or 9 => ApplicationRules.ApplyForAcceptance(one, draw.Next(6) == 0, "RUN"),
            10 or 11 => ApplicationRules.PassAcceptance(one, "RUN", true, draw.Next(5) > 0, "d"),
            12 => draw.Next(3) == 0
                ? ApplicationRules.FailAcceptance(one, [new(Application.System, "x")], notices, "d")
                : ApplicationRules.Serve(one, lives.Today, lives.Today),
            13 => SigningRules.Draft(life, one, null, Lives.Written()),
            14 or 15 => lives.Signing(agency: true),
            16 => lives.Signing(agency: false),
            _ => draw.Next(4) == 0
                ? ApplicationRules.Withdraw(one, "")
                : ApplicationRules.DecideOverdue(one, draw.Next(2) == 0, draw.Next(2) == 0, ""),
        };
    }

    private static Ruling OfAgreements(Random draw, Lives lives)
    {
        var life = lives.Life;
        var all = life.Agreements.Values.OrderBy(one => one.Id).ToList();
        var one = all.Count == 0 ? Guid.Empty : all[draw.Next(all.Count)].Id;
        return draw.Next(9) switch
        {
            0 or 1 => AgreementRules.OpenMain(
                life, lives.NextId(), lives.Today, lives.Today.AddDays(700), "x", lives.Now, lives.Today),
            2 => lives.Submitting(draw.Next(2) == 0),
            3 => AgreementRules.Suspend(life, one, ""),
            4 => AgreementRules.Restore(life, one, ""),
            5 => draw.Next(4) == 0 ? AgreementRules.Terminate(life, one, "") : AgreementRules.Restore(life, one, ""),
            6 => AgreementRules.Decide(life, one, (MainDecision)draw.Next(3), ""),
            7 => AgreementRules.Renew(life, one, lives.Today.AddDays(1_400), "x"),
            _ => draw.Next(3) == 0
                ? AgreementRules.DropRenewal(life, one, "")
                : SigningRules.OpenRenewal(life, lives.NextId(), one),
        };
    }
}
