using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>协议联动 — downward at once, upward by decision, each ground lifted by itself.</summary>
public sealed class AgreementLifeTests
{
    private readonly Lives lives = new Lives().WithMain().Concluded();

    [Fact]
    public void The_main_agreements_suspension_takes_the_supplementary_one_along_and_names_itself()
    {
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Main.Id, "audit"));

        lives.Supplementary.State.ShouldBe(AgreementState.Suspended);
        var last = lives.Life.Of(lives.Supplementary.Id).Last();
        last.Event.ShouldBe(new Suspended("audit", new Cause(lives.Main.Id, lives.Main.Seq)));
        lives.Take(AgreementRules.Restore(lives.Life, lives.Supplementary.Id, "")).ShouldBe("E-SUSPENDED-BY-MAIN");
        lives.Held(AgreementRules.Restore(lives.Life, lives.Main.Id, "done"));
        lives.Main.State.ShouldBe(AgreementState.InForce);
        lives.Supplementary.State.ShouldBe(AgreementState.InForce);
        lives.Main.Waits.ShouldBeFalse("nothing is to be decided upward");
    }

    [Fact]
    public void Restoring_the_main_one_restores_nothing_that_was_suspended_for_another_reason()
    {
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Supplementary.Id, "fraud online"));
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Main.Id, "audit"));
        lives.Held(AgreementRules.Restore(lives.Life, lives.Main.Id, "done"));
        lives.Supplementary.State.ShouldBe(AgreementState.Suspended);
        lives.Held(AgreementRules.Restore(lives.Life, lives.Supplementary.Id, "put right"));
        lives.Supplementary.State.ShouldBe(AgreementState.InForce);
    }

    [Fact]
    public void A_ground_added_while_the_main_one_is_suspended_outlives_it()
    {
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Main.Id, "audit"));
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Supplementary.Id, "fraud online"));
        lives.Held(AgreementRules.Restore(lives.Life, lives.Main.Id, "done"));
        lives.Supplementary.State.ShouldBe(AgreementState.Suspended);
    }

    [Fact]
    public void Upward_an_officer_decides_and_until_then_the_main_one_stands()
    {
        lives.Held(AgreementRules.Suspend(lives.Life, lives.Supplementary.Id, "fraud online"));
        lives.Main.State.ShouldBe(AgreementState.InForce);
        lives.Main.Undecided!.Cause.Agreement.ShouldBe(lives.Supplementary.Id);
        lives.Held(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Keep, "isolated case"));
        lives.Main.Waits.ShouldBeFalse();
        lives.Take(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Keep, ""))
            .ShouldBe("E-NO-DECISION-DUE");

        lives.Held(AgreementRules.Terminate(lives.Life, lives.Supplementary.Id, "again"));
        lives.Main.Undecided!.Terminated.ShouldBeTrue();
        lives.Held(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Terminate, "again"));
        lives.Main.State.ShouldBe(AgreementState.Terminated);
    }

    [Fact]
    public void A_decision_to_suspend_takes_the_other_supplementary_ones_along()
    {
        var other = lives.NextId();
        lives.Life.Take(new Dated(other, 1, lives.Now, "test", new Opened(
            AgreementKind.Supplementary, Lives.Online, lives.Main.Id, new(2022, 7, 4), new(2022, 12, 31),
            AgreementState.InForce, lives.Now, "test", null)));
        var first = lives.Life.Agreements.Values.First(one => one.ForInst == Lives.Physical &&
            one.Kind == AgreementKind.Supplementary).Id;
        lives.Held(AgreementRules.Suspend(lives.Life, first, "fraud online"));
        lives.Life.Agreements[other].State.ShouldBe(AgreementState.InForce);

        lives.Held(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Suspend, "by its terms"));

        lives.Life.Agreements[other].State.ShouldBe(AgreementState.Suspended);
        lives.Held(AgreementRules.Restore(lives.Life, lives.Main.Id, "done"));
        lives.Life.Agreements[other].State.ShouldBe(AgreementState.InForce);
        lives.Life.Agreements[first].State.ShouldBe(AgreementState.Suspended);
    }

    [Fact]
    public void Terminating_the_main_one_ends_the_supplementary_one_for_good()
    {
        lives.Held(AgreementRules.Terminate(lives.Life, lives.Main.Id, "closed"));
        lives.Supplementary.State.ShouldBe(AgreementState.Terminated);
        lives.Take(AgreementRules.Restore(lives.Life, lives.Supplementary.Id, "")).ShouldBe("E-AGREEMENT-STATE");
        lives.Take(AgreementRules.Terminate(lives.Life, lives.Main.Id, "")).ShouldBe("E-AGREEMENT-STATE");
        lives.Take(AgreementRules.Suspend(lives.Life, lives.NextId(), "")).ShouldBe("E-AGREEMENT-UNKNOWN");
    }

    [Fact]
    public void Renewing_the_main_one_makes_a_thing_to_do_and_the_offered_terms_are_the_old_ones()
    {
        lives.Take(AgreementRules.Renew(lives.Life, lives.Main.Id, new DateOnly(2022, 12, 31), "x"))
            .ShouldBe("E-AGREEMENT-TERM");
        lives.Held(AgreementRules.Renew(lives.Life, lives.Main.Id, new DateOnly(2023, 12, 31), "document"));
        lives.Main.To.ShouldBe(new DateOnly(2023, 12, 31));
        lives.Supplementary.To.ShouldBe(new DateOnly(2022, 12, 31), "not by itself");
        lives.Supplementary.Waits.ShouldBeTrue();

        lives.Wait(TimeSpan.FromSeconds(1));
        lives.Held(SigningRules.OpenRenewal(lives.Life, lives.NextId(), lives.Supplementary.Id));
        lives.Drafted();
        lives.Application.Draft!.To.ShouldBe(new DateOnly(2023, 12, 31));
        lives.Held(lives.Signing(agency: false)).Held(lives.Signing(agency: true));

        lives.Supplementary.To.ShouldBe(new DateOnly(2023, 12, 31));
        lives.Supplementary.Waits.ShouldBeFalse();
        lives.Life.Agreements.Count.ShouldBe(2, "it is the same agreement, renewed");
    }

    [Fact]
    public void A_renewal_may_be_dropped_and_one_agreement_stands_at_a_time()
    {
        lives.Take(AgreementRules.OpenMain(
            lives.Life, lives.NextId(), new(2022, 8, 1), null, "x", lives.Now, lives.Today))
            .ShouldBe("E-AGREEMENT-EXISTS");
        lives.Take(AgreementRules.DropRenewal(lives.Life, lives.Supplementary.Id, "")).ShouldBe("E-NO-RENEWAL-DUE");
        lives.Held(AgreementRules.Renew(lives.Life, lives.Main.Id, null, "document"));
        lives.Held(AgreementRules.DropRenewal(lives.Life, lives.Supplementary.Id, "no longer online"));
        lives.Supplementary.Waits.ShouldBeFalse();
    }
}
