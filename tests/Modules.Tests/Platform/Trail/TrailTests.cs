using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;
using static Mingsuan.Modules.Tests.Platform.Trail.TrailStage;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>存证 — what an honest platform writes is proven, on both databases.</summary>
public sealed class TrailTests(PostgresServer postgres)
{
    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_untouched_trail_holds_and_says_what_it_covered(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        var latest = await stage.FillAsync();

        var report = await stage.VerifyAsync();

        report.Breaks.ShouldBeEmpty();
        report.Holds.ShouldBeTrue();
        report.Counts.Subjects.ShouldBe(4);
        report.Counts.Entries.ShouldBe(7);
        report.Counts.Payloads.ShouldBe(7);
        report.Counts.Leaves.ShouldBe(7);
        report.Counts.Checkpoints.ShouldBe(2);
        report.Counts.Records.ShouldBe(3);
        report.Counts.AccessLines.ShouldBe(2);
        report.Counts.EntriesUncheckpointed.ShouldBe(0);
        report.Latest!.Text().ShouldBe(latest.Text());
        report.Fingerprints.ShouldBe([stage.Keys.Signing.PublicKey.Fingerprint]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_tail_behind_the_last_checkpoint_is_counted_and_no_break(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.FillAsync();
        await stage.PayAsync(Ann, 400);
        await stage.PayAsync(Ann, 500);
        await stage.ReadAsync("visit/3");

        var report = await stage.VerifyAsync();

        report.Breaks.ShouldBeEmpty();
        report.Counts.EntriesUncheckpointed.ShouldBe(2);
        report.Counts.BatchesUncheckpointed.ShouldBe(1);
        (await stage.CheckpointAsync()).ShouldNotBeNull().Size.ShouldBe(9);
        (await stage.CheckpointAsync()).ShouldBeNull("nothing is new");
        (await stage.VerifyAsync()).Counts.EntriesUncheckpointed.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_checkpoint_of_recent_entries_leaves_older_chains_for_the_next_full_one(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.PayAsync(Ann, 100);
        var since = stage.Clock.GetUtcNow().UtcDateTime;
        await stage.PayAsync(Ben, 100);
        await using var db = stage.Db();

        (await stage.Job.RunAsync(db, since, default)).ShouldNotBeNull().Size.ShouldBe(1);
        (await stage.VerifyAsync()).Counts.EntriesUncheckpointed.ShouldBe(1);
        (await stage.CheckpointAsync()).ShouldNotBeNull().Size.ShouldBe(2);
        (await stage.VerifyAsync()).Holds.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_entries_of_one_transaction_follow_each_other(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await using (var db = stage.Db())
        {
            var first = await stage.Writer.AppendAsync(db, TrailSubject.Person(Ann), "one", "tester", [], default);
            var second = await stage.Writer.AppendAsync(db, TrailSubject.Person(Ann), "two", "tester", [], default);
            await db.SaveChangesAsync();
            var rows = await db.Set<TrailPersonEntry>().OrderBy(e => e.Seq).ToListAsync();
            rows.Select(e => e.Hash).ShouldBe([first, second]);
            rows[1].Previous.ShouldBe(first);
            (await db.Set<TrailSubjectKey>().CountAsync()).ShouldBe(1);
        }

        await stage.AppendAsync(TrailSubject.Person(Ann), "three", []);
        var report = await stage.VerifyAsync();
        report.Breaks.ShouldBeEmpty();
        report.Counts.Entries.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_rolls_back_leaves_no_entry(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await using (var db = stage.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await stage.Writer.AppendAsync(db, TrailSubject.Region(Region), "one", "tester", [], default);
            await db.SaveChangesAsync();
        }

        (await stage.VerifyAsync()).Counts.Entries.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_shredded_person_is_unreadable_yet_every_proof_holds(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.FillAsync();
        await using (var db = stage.Db())
        {
            await stage.Writer.ShredAsync(db, Ann, "tester", default);
            await db.SaveChangesAsync();
        }

        var later = await stage.PayAsync(Ann, 900);
        await stage.CheckpointAsync();
        var report = await stage.VerifyAsync();

        report.Breaks.ShouldBeEmpty();
        report.Counts.PayloadsUnread.ShouldBe(4, "three payments and the shredding itself");
        report.Counts.RecordsUnread.ShouldBe(2);
        report.Counts.Records.ShouldBe(2, "Ben's and the later one");
        await stage.SqlAsync("update stage_payment set amount_fen = 901 where amount_fen = 900");
        (await stage.VerifyAsync()).First.ShouldBe(new TrailBreak(
            TrailBreaks.RecordChanged, "stage_payment", $"{Ann}/{later}", "amount_fen", "900", "901"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Without_the_master_key_chains_and_log_are_proven_and_payloads_counted_unread(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.FillAsync();

        var report = await stage.VerifyAsync(new TrailVerification { Pinned = [stage.Keys.Signing.PublicKey] });

        report.Breaks.ShouldBeEmpty();
        report.Counts.PayloadsUnread.ShouldBe(4);
        report.Counts.Payloads.ShouldBe(3);
        report.Counts.RecordsUnread.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_removed_record_stays_removed(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        var id = await stage.PayAsync(Ann, 100);
        StagePayment row;
        await using (var db = stage.Db())
        {
            row = await db.Set<StagePayment>().SingleAsync(p => p.Id == id);
            var payload = new JsonObject { [ProvenRecords.Member] = ProvenRecords.Removed(db, row) };
            db.Remove(row);
            await stage.Writer.AppendAsync(db, TrailSubject.Person(Ann), "withdrawn", "tester", payload, default);
            await db.SaveChangesAsync();
        }

        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty();
        await using (var db = stage.Db())
        {
            db.Add(row);
            await db.SaveChangesAsync();
        }

        (await stage.VerifyAsync()).First!.Code.ShouldBe(TrailBreaks.RecordUnproven);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_personal_payload_lies_sealed(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.AppendAsync(TrailSubject.Person(Ann), "note", new JsonObject { ["secret"] = "allergy" });
        await stage.AppendAsync(TrailSubject.Region(Region), "note", new JsonObject { ["open"] = "budget" });
        await using var db = stage.Db();

        var body = (await db.Set<TrailPersonPayload>().SingleAsync()).Body;
        body.AsSpan().IndexOf("allergy"u8).ShouldBe(-1);
        (await db.Set<TrailRegionPayload>().SingleAsync()).Body.AsSpan().IndexOf("budget"u8).ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_retired_key_vouches_for_its_past_and_signs_no_more(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.FillAsync();
        using var next = new PlatformKeys(new byte[32], Sm2PrivateKey.Generate());
        await using (var db = stage.Db())
        {
            await stage.Job.RetireKeyAsync(db, default);
        }

        await stage.PayAsync(Ben, 700);
        await Should.ThrowAsync<InvalidOperationException>(stage.CheckpointAsync);
        await using (var db = stage.Db())
        {
            (await new CheckpointJob(stage.Clock, next).RunAsync(db, null, default))!.Number.ShouldBe(3);
        }

        var report = await stage.VerifyAsync();
        report.Breaks.ShouldBeEmpty();
        report.Fingerprints.Count.ShouldBe(2);
        Sm2PublicKey[] both = [stage.Keys.Signing.PublicKey, next.Signing.PublicKey];
        (await stage.VerifyAsync(new TrailVerification { Keys = stage.Keys, Pinned = both })).Holds.ShouldBeTrue();
        await stage.SqlAsync("update trail_key set valid_to = null");
        (await stage.VerifyAsync()).First!.Code.ShouldBe(TrailBreaks.Key);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_strangers_text_in_the_access_log_is_made_to_fit(string kind)
    {
        await using var stage = await OpenAsync(kind, postgres);
        await stage.ReadAsync(new string('长', 500), "nul \0 and half \ud800");
        await stage.CheckpointAsync();

        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty();
        await using var db = stage.Db();
        var targets = await db.Set<AccessLine>().OrderBy(l => l.Line).Select(l => l.Target).ToListAsync();
        targets.ShouldBe([new string('长', 200), "nul \ufffd and half \ufffd"]);
    }
}
