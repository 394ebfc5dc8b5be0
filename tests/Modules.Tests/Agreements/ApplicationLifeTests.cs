using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Policy.Clocks;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>申请 — from the first piece to the last signature, by the rules alone.</summary>
public sealed class ApplicationLifeTests
{
    [Fact]
    public void An_institution_without_a_physical_one_cannot_apply() => ApplicationRules.Submit(
        null, Lives.Online, new Applicant(Lives.Online, null, [], new DateOnly(2022, 7, 4)), true, [], _ => null)
        .Refusal!.Code.ShouldBe("E-NO-PHYSICAL");

    [Fact]
    public void Without_a_main_agreement_it_must_be_applied_for_at_the_same_time_and_comes_first()
    {
        var lives = new Lives();
        lives.Submitting().Refusal!.Code.ShouldBe("E-NO-MAIN-AGREEMENT");
        new Lives().WithMain("2022-01-01", "2022-07-03").Submitting().Refusal!.Code
            .ShouldBe("E-NO-MAIN-AGREEMENT", "it ended yesterday");

        lives.Held(lives.Submitting(withMain: true)).Reviewed().Rebuilt().Accepted();

        lives.Take(SigningRules.Draft(lives.Life, lives.Application, null, Lives.Written()))
            .ShouldBe("E-MAIN-NOT-IN-FORCE");
        lives.WithMain("2022-08-01").Drafted().Held(lives.Signing(agency: false));
        lives.Take(lives.Signing(agency: true)).ShouldBe("E-MAIN-NOT-IN-FORCE", "it begins in August");
        lives.On("2022-08-01").Held(lives.Signing(agency: true));
        lives.Supplementary.From.ShouldBe(new DateOnly(2022, 8, 1));
    }

    [Fact]
    public void What_is_missing_is_told_at_once_and_the_clock_runs_from_completion()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting(without: ["applicationForm", "channel"]));
        lives.Application.Step.ShouldBe(ApplicationStep.Supplementing);
        lives.Application.Missing.ShouldBe(["applicationForm", "channel"]);
        lives.Running("2022-07-10").ShouldBeNull();

        lives.On("2022-07-05").Held(ApplicationRules.Supply(lives.Application, Lives.Pieces(["channel"])));
        lives.Application.Missing.ShouldBe(["applicationForm"]);
        lives.On("2022-09-26").Held(ApplicationRules.Supply(lives.Application, Lives.Pieces(["applicationForm"])));

        lives.Application.Step.ShouldBe(ApplicationStep.Reviewing);
        lives.Running("2022-09-26")!.On.ShouldBe(new DateOnly(2022, 10, 13));
        lives.Take(ApplicationRules.Supply(lives.Application, [])).ShouldBe("E-APPLICATION-STEP");
    }

    [Theory]
    [InlineData("2022-07-04", "2022-07-18")]
    [InlineData("2022-09-26", "2022-10-13")]
    [InlineData("2020-01-20", "2020-02-11")]
    [InlineData("2020-01-22", "2020-02-13")]
    [InlineData("2022-07-01", "2022-07-15")]
    [InlineData("2022-07-02", "2022-07-15")]
    [InlineData("2022-09-23", "2022-10-12")]
    [InlineData("2022-09-30", "2022-10-19")]
    [InlineData("2022-10-12", "2022-10-26")]
    [InlineData("2022-12-29", "2023-01-13")]
    [InlineData("2023-01-18", "2023-02-06")]
    [InlineData("2024-01-26", "2024-02-08")]
    [InlineData("2024-02-05", "2024-02-23")]
    [InlineData("2024-04-30", "2024-05-16")]
    [InlineData("2025-09-25", "2025-10-15")]
    [InlineData("2025-12-25", "2026-01-09")]
    [InlineData("2026-02-10", "2026-03-02")]
    [InlineData("2026-09-18", "2026-10-09")]
    public void Ten_working_days_are_those_of_the_official_calendar(string from, string due)
    {
        foreach (var step in new[] { ClockSteps.Review, ClockSteps.Acceptance, ClockSteps.Sign })
        {
            var clock = Due.ClockOf(Lives.Law, Lives.Region, step, new DateOnly(2022, 7, 4))!;
            Deadlines.Of(Lives.Law, clock, Lives.Day(from)).Due.ShouldBe(Lives.Day(due), step);
        }
    }

    [Theory]
    [InlineData("2022-07-18", "2022-10-18")]
    [InlineData("2022-11-30", "2023-02-28")]
    [InlineData("2022-07-01", "2022-10-08")]
    public void Three_months_end_on_the_corresponding_day_or_the_next_working_one(string from, string due) =>
        Due.Of(Lives.Law, Lives.Region, new Leg(ClockSteps.Rebuild, Lives.Day(from), null), Lives.Day(from))
            .On.ShouldBe(Lives.Day(due));

    [Fact]
    public void The_days_left_and_who_is_late_since_when_follow_from_the_day_asked_about()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting());

        var early = lives.Running("2022-07-08")!;
        early.WorkingDaysLeft.ShouldBe(6);
        early.DaysLeft.ShouldBe(10);
        early.LateSince.ShouldBeNull();
        early.Lapse.ShouldBe(Lapse.MarkOverdue);
        Lives.Law.Clauses[early.ClauseId].Article.ShouldBe("第十七条（一）");
        lives.Running("2022-07-18")!.IsLate.ShouldBeFalse("the last day counts");
        var late = lives.Running("2022-08-01")!;
        late.LateSince.ShouldBe(new DateOnly(2022, 7, 19));
        late.WorkingDaysLeft.ShouldBe(0);
    }

    [Fact]
    public void A_year_without_a_calendar_is_said_and_not_guessed()
    {
        var due = Due.Of(
            Lives.Law, Lives.Region, new Leg(ClockSteps.Review, new(2026, 12, 25), null), new(2026, 12, 26));
        due.On.ShouldBeNull();
        due.Unknown!.Code.ShouldBe("E-CALENDAR-UNPUBLISHED");
        due.Unknown.Parameters["year"].ShouldBe("2027");
    }

    [Fact]
    public void A_region_without_a_rule_has_no_clock_at_that_step() => Due.Of(
        Lives.Law, "430902", new Leg(ClockSteps.Review, new(2022, 9, 26), null), new(2022, 9, 27))
        .HasClock.ShouldBeFalse();

    [Fact]
    public void The_whole_road_ends_with_the_main_agreement()
    {
        var lives = new Lives().WithMain().On("2022-07-04");
        lives.Held(lives.Submitting()).Held(ApplicationRules.Confirm(lives.Application));
        lives.On("2022-07-18").Reviewed();
        lives.Take(ApplicationRules.ApplyForAcceptance(lives.Application, false, "RUN1")).ShouldBe("E-TICKET-OPEN");
        lives.Take(ApplicationRules.Move(lives.Application, "garden", true, "")).ShouldBe("E-TICKET-ITEM");
        lives.Held(ApplicationRules.Assign(lives.Application, "second officer"));
        lives.On("2022-09-30").Rebuilt();
        lives.Leg(ClockSteps.Acceptance, "2022-09-30").On.ShouldBe(new DateOnly(2022, 10, 19));
        lives.On("2022-10-12").Accepted();
        lives.Leg(ClockSteps.Sign, "2022-10-12").On.ShouldBe(new DateOnly(2022, 10, 26));
        lives.On("2022-10-26").Drafted().Held(lives.Signing(agency: true));
        lives.Take(lives.Signing(agency: true)).ShouldBe("E-SIGNED-ALREADY");
        lives.Held(lives.Signing(agency: false));

        lives.Application.Step.ShouldBe(ApplicationStep.Concluded);
        lives.Supplementary.State.ShouldBe(AgreementState.InForce);
        lives.Supplementary.From.ShouldBe(new DateOnly(2022, 10, 26));
        lives.Supplementary.To.ShouldBe(new DateOnly(2022, 12, 31));
        lives.Application.Legs.ShouldAllBe(leg => !Due.Of(Lives.Law, Lives.Region, leg, lives.Today).IsLate);
        lives.Submitting().Refusal!.Code.ShouldBe("E-AGREEMENT-EXISTS");
    }

    [Fact]
    public void Another_end_than_the_main_agreements_is_refused()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting()).Reviewed().Rebuilt().Accepted();
        var refused = SigningRules.Draft(lives.Life, lives.Application, new DateOnly(2023, 10, 25), Lives.Written());
        refused.Refusal!.Code.ShouldBe("E-AGREEMENT-TERM");
        refused.Refusal.Parameters["end"].ShouldBe("2022-12-31");
    }

    [Fact]
    public void A_text_without_one_of_the_seven_parts_names_it()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting()).Reviewed().Rebuilt().Accepted();
        foreach (var part in TermsBook.Parts)
        {
            var refused = SigningRules.Draft(lives.Life, lives.Application, null, Lives.Written(part));
            refused.Refusal!.Code.ShouldBe("E-AGREEMENT-PARTS");
            refused.Refusal.Parameters["parts"].ShouldBe(part);
        }

        lives.Take(lives.Signing(agency: true)).ShouldBe("E-NO-DRAFT");
        lives.Drafted().Held(lives.Signing(agency: true)).Drafted();
        lives.Application.ByAgency.ShouldBeNull("a new text voids what was signed under the old one");
    }

    [Fact]
    public void After_a_refusal_three_full_months_from_its_service_must_pass()
    {
        var lives = new Lives().WithMain().On("2022-08-24");
        lives.Held(lives.Submitting());
        lives.On("2022-08-30").Held(ApplicationRules.FailReview(
            lives.Application, [new("records", "incomplete")], lives.Notices));
        lives.Submitting().Refusal!.Code.ShouldBe("E-NOTICE-UNSERVED");
        lives.Take(ApplicationRules.Serve(lives.Application, new(2022, 8, 29), lives.Today)).ShouldBe("E-NOTICE-DAY");
        lives.On("2022-08-31").Held(ApplicationRules.Serve(lives.Application, lives.Today, lives.Today));
        lives.Take(ApplicationRules.Serve(lives.Application, lives.Today, lives.Today)).ShouldBe("E-NOTICE-SERVED");
        foreach (var day in new[] { "2022-11-15", "2022-11-30" })
        {
            var early = lives.On(day).Submitting();
            early.Refusal!.Code.ShouldBe("E-REAPPLY-EARLY");
            early.Refusal.Parameters["first"].ShouldBe("2022-12-01");
        }

        lives.On("2022-12-01").Held(lives.Submitting());
    }

    [Fact]
    public void A_second_notice_that_names_something_old_and_unlisted_raises_the_alarm()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting());
        NoticeItem known = new("records", "no audit trail"), old = new("followUp", "no proof of the last visit");
        lives.Held(ApplicationRules.Return(lives.Application, [known], lives.Notices));
        lives.Application.Missing.ShouldBe(["records"]);
        lives.Held(ApplicationRules.Supply(lives.Application, Lives.Pieces(["records"], "2")));

        lives.Held(ApplicationRules.FailReview(
            lives.Application, [old, new("records", "the new file is unreadable"), known], lives.Notices));

        lives.Application.Violations.ShouldBe([old]);
        lives.Application.Step.ShouldBe(ApplicationStep.Failed, "the alarm refuses nothing");
    }

    [Fact]
    public void The_alarm_is_raised_across_applications_too()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting());
        lives.Held(ApplicationRules.FailReview(lives.Application, [new("records", "a")], lives.Notices));
        lives.Held(ApplicationRules.Serve(lives.Application, lives.Today, lives.Today));
        lives.On("2022-10-05").Held(lives.Submitting());

        lives.Held(ApplicationRules.FailReview(
            lives.Application, [new("records", "a"), new("channel", "b")], lives.Notices));

        lives.Application.Violations.ShouldBe([new NoticeItem("channel", "b")]);
    }

    [Fact]
    public void An_overdue_rebuild_is_an_officers_to_decide()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting()).Reviewed();
        lives.Take(ApplicationRules.DecideOverdue(lives.Application, overdue: false, true, ""))
            .ShouldBe("E-NOT-OVERDUE");
        lives.On("2022-10-20");
        lives.Running("2022-10-20")!.LateSince.ShouldBe(new DateOnly(2022, 10, 9));
        lives.Take(ApplicationRules.Lapse(lives.Application, overdue: true, lapses: false)).ShouldBe("E-NOT-OVERDUE");
        lives.Held(ApplicationRules.Move(lives.Application, "network", true, ""));
        lives.Held(ApplicationRules.Move(lives.Application, "jointTest", true, ""));
        lives.Take(ApplicationRules.ApplyForAcceptance(lives.Application, true, null)).ShouldBe("E-REBUILD-OVERDUE");

        lives.Held(ApplicationRules.DecideOverdue(lives.Application, true, goesOn: true, "power cut"));
        lives.Held(ApplicationRules.ApplyForAcceptance(lives.Application, true, null));
        lives.Application.Step.ShouldBe(ApplicationStep.Accepting);
    }

    [Fact]
    public void Acceptance_passes_by_a_passed_run_only()
    {
        var lives = new Lives().WithMain();
        lives.Held(lives.Submitting()).Reviewed().Rebuilt();
        var at = lives.Application;
        lives.Take(ApplicationRules.PassAcceptance(at, "", false, null, null)).ShouldBe("E-ACCEPTANCE-RUN");
        lives.Take(ApplicationRules.PassAcceptance(at, "R", true, null, null)).ShouldBe("E-ACCEPTANCE-RUN");
        lives.Take(ApplicationRules.PassAcceptance(at, "R", true, false, "d")).ShouldBe("E-ACCEPTANCE-NOT-PASSED");
        lives.Held(ApplicationRules.PassAcceptance(at, "R", true, true, "d"));
        lives.Application.Report.ShouldBe("d");
    }

    [Fact]
    public void It_can_be_withdrawn_at_any_step_before_it_is_signed_and_made_again_at_once()
    {
        Action<Lives>[] roads =
        [
            _ => { }, one => one.Reviewed(), one => one.Reviewed().Rebuilt(),
            one => one.Reviewed().Rebuilt().Accepted(), one => one.Reviewed().Rebuilt().Accepted().Drafted(),
        ];
        foreach (var road in roads)
        {
            var lives = new Lives().WithMain();
            lives.Held(lives.Submitting());
            road(lives);
            lives.Held(ApplicationRules.Withdraw(lives.Application, "changed our mind"));
            lives.Application.Step.ShouldBe(ApplicationStep.Withdrawn);
            lives.Application.Running.ShouldBeNull();
            lives.Wait(TimeSpan.FromSeconds(1));
            lives.Held(lives.Submitting());
        }

        var signed = new Lives().WithMain().Concluded();
        signed.Take(ApplicationRules.Withdraw(signed.Application, "too late")).ShouldBe("E-APPLICATION-STEP");
    }
}
