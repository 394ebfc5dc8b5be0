using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;
using static Mingsuan.Modules.Tests.Platform.Trail.TrailStage;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>篡改 — what somebody with full access to the tables can try.</summary>
public sealed class TamperTests(PostgresServer postgres)
{
    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_deleted_last_entry_is_missed_by_its_checkpoint(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await using var db = stage.Db();
        var last = await db.Set<TrailPersonEntry>().SingleAsync(e => e.PersonId == Ann && e.Seq == 3);
        await db.Set<TrailPersonPayload>().Where(p => p.PayloadId == last.PayloadRef).ExecuteDeleteAsync();
        await db.Set<TrailPersonEntry>().Where(e => e.PersonId == Ann && e.Seq == 3).ExecuteDeleteAsync();

        (await stage.VerifyAsync()).First.ShouldBe(
            new TrailBreak(TrailBreaks.HeadMissing, "trail_person_entry", $"{Ann}/3"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_deleted_subject_is_missed_by_its_checkpoint(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await using var db = stage.Db();
        await db.Set<TrailPersonPayload>().Where(p => p.PersonId == Ben).ExecuteDeleteAsync();
        await db.Set<TrailPersonEntry>().Where(e => e.PersonId == Ben).ExecuteDeleteAsync();
        await db.Set<TrailSubjectKey>().Where(k => k.PersonId == Ben).ExecuteDeleteAsync();
        await db.Set<StagePayment>().Where(p => p.PersonId == Ben).ExecuteDeleteAsync();

        (await stage.VerifyAsync()).First.ShouldBe(
            new TrailBreak(TrailBreaks.HeadMissing, "trail_person_entry", $"{Ben}/1"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_deleted_entry_in_the_middle_leaves_a_gap(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await using var db = stage.Db();
        await db.Set<TrailPersonEntry>().Where(e => e.PersonId == Ann && e.Seq == 2).ExecuteDeleteAsync();

        (await stage.VerifyAsync()).First.ShouldBe(
            new TrailBreak(TrailBreaks.ChainGap, "trail_person_entry", $"{Ann}/3", "seq", "2", "3"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_swapped_entries_are_found_even_with_their_hashes_made_anew(string kind)
    {
        await using var stage = await FilledAsync(kind);
        foreach (var (from, to) in new[] { (1, 100), (2, 1), (100, 2) })
        {
            await stage.SqlAsync($"update trail_person_entry set seq = {to} where seq = {from} and {Is(kind, Ann)}");
        }

        var plain = await stage.VerifyAsync();
        plain.First!.Table.ShouldBe("trail_person_entry");
        plain.Breaks.Select(b => b.Code).ShouldContain(TrailBreaks.EntryHash);
        plain.Breaks.Select(b => b.Code).ShouldContain(TrailBreaks.ChainLink);

        await RehashAsync(stage, Ann);
        var rehashed = await stage.VerifyAsync();
        rehashed.Breaks.Select(b => (b.Code, b.Key)).ShouldBe(
            [(TrailBreaks.HeadChanged, $"{Ann}/1"), (TrailBreaks.HeadChanged, $"{Ann}/3")]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_data_key_emptied_without_a_record_is_no_shredding(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await stage.SqlAsync($"update trail_subject_key set wrapped = null where {Is(kind, Ben)}");

        (await stage.VerifyAsync()).First!.Code.ShouldBe(TrailBreaks.SubjectKeyMissing);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Records_changed_removed_or_slipped_in_are_named(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await using var db = stage.Db();
        var row = await db.Set<StagePayment>().AsNoTracking().SingleAsync(p => p.AmountFen == 200);
        var key = $"{Ben}/{row.Id}";

        await stage.SqlAsync("update stage_payment set amount_fen = 2000000 where amount_fen = 200");
        (await stage.VerifyAsync()).Breaks.ShouldBe(
            [new TrailBreak(TrailBreaks.RecordChanged, "stage_payment", key, "amount_fen", "200", "2000000")]);

        await stage.SqlAsync("delete from stage_payment where amount_fen = 2000000");
        (await stage.VerifyAsync()).Breaks.ShouldBe(
            [new TrailBreak(TrailBreaks.RecordMissing, "stage_payment", key)]);

        row.PersonId = Ann;
        db.Add(row);
        await db.SaveChangesAsync();
        (await stage.VerifyAsync()).Breaks.Select(b => b.Code).Order().ShouldBe(
            [TrailBreaks.RecordMissing, TrailBreaks.RecordUnproven]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_checkpoint_signed_by_another_key_is_refused(string kind)
    {
        await using var stage = await FilledAsync(kind);
        using var forger = Sm2PrivateKey.Generate();
        var witness = (await stage.VerifyAsync()).Latest!;

        await ForgeAsync(stage, forger, keepFingerprint: true, registerKey: false);
        (await stage.VerifyAsync()).First!.Code.ShouldBe(TrailBreaks.CheckpointSignature);

        await ForgeAsync(stage, forger, keepFingerprint: false, registerKey: false);
        (await stage.VerifyAsync()).First!.Code.ShouldBe(TrailBreaks.CheckpointKey);

        await ForgeAsync(stage, forger, keepFingerprint: false, registerKey: true);
        var unpinned = await stage.VerifyAsync();
        unpinned.Breaks.ShouldBeEmpty("only a pinned key or a witness can tell");
        unpinned.Fingerprints.ShouldBe([forger.PublicKey.Fingerprint]);
        var pinned = await stage.VerifyAsync(
            new TrailVerification { Keys = stage.Keys, Pinned = [stage.Keys.Signing.PublicKey] });
        pinned.Breaks.Select(b => (b.Code, b.Table, b.Key)).ShouldBe(
        [
            (TrailBreaks.CheckpointKey, "trail_checkpoint", "1"),
            (TrailBreaks.CheckpointKey, "trail_checkpoint", "2"),
        ]);
        (await stage.VerifyAsync(new TrailVerification { Keys = stage.Keys, Witnesses = [witness] }))
            .First.ShouldBe(new TrailBreak(TrailBreaks.Witness, "trail_checkpoint", "2", "root"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Dropped_leaves_and_checkpoints_are_found(string kind)
    {
        await using var stage = await FilledAsync(kind);
        var witness = (await stage.VerifyAsync()).Latest!;
        await stage.SqlAsync("delete from trail_checkpoint where number = 2");
        var unsigned = await stage.VerifyAsync();
        unsigned.First.ShouldBe(new TrailBreak(TrailBreaks.LeafUnsigned, "trail_leaf", "5"));

        await stage.SqlAsync("delete from trail_leaf where leaf_index >= 5");
        (await stage.VerifyAsync()).Counts.EntriesUncheckpointed.ShouldBe(3);
        (await stage.VerifyAsync(new TrailVerification { Keys = stage.Keys, Witnesses = [witness] }))
            .First!.Code.ShouldBe(TrailBreaks.Witness);

        await stage.SqlAsync("delete from trail_leaf where leaf_index = 2");
        (await stage.VerifyAsync()).Breaks.Select(b => b.Code).ShouldBe(
            [TrailBreaks.LeafGap, TrailBreaks.LogRoot], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task One_changed_leaf_condemns_only_its_own_stretch(string kind)
    {
        await using var stage = await FilledAsync(kind);
        await stage.SqlAsync("update trail_leaf set subject = 'nobody' where leaf_index = 1");

        (await stage.VerifyAsync()).Breaks.Select(b => (b.Code, b.Table, b.Key)).ShouldBe(
            [(TrailBreaks.LogRoot, "trail_leaf", "0-4")]);
    }

    [Fact]
    public async Task Breaks_beyond_the_listed_ones_are_still_counted()
    {
        await using var stage = await FilledAsync("sqlite");
        await stage.SqlAsync("update trail_person_entry set kind = 'other'");

        var report = await stage.VerifyAsync(new TrailVerification { Keys = stage.Keys, MostListed = 2 });

        report.Breaks.Count.ShouldBe(2);
        report.BreakCount.ShouldBe(4);
    }

    private static string Is(string kind, Guid person) => kind == "sqlite"
        ? $"person_id = '{person.ToString().ToUpperInvariant()}'"
        : $"person_id = '{person}'";

    private async Task<TrailStage> FilledAsync(string kind)
    {
        var stage = await OpenAsync(kind, postgres);
        await stage.FillAsync();
        return stage;
    }

    private static async Task RehashAsync(TrailStage stage, Guid person)
    {
        await using var db = stage.Db();
        var previous = TrailEntry.Genesis;
        var chain = db.Set<TrailPersonEntry>().Where(e => e.PersonId == person).OrderBy(e => e.Seq);
        foreach (var row in await chain.ToListAsync())
        {
            row.Previous = previous;
            row.Hash = row.Entry().ComputeHash();
            previous = row.Hash;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Rewrites Ann's history, the log and all checkpoints consistently, with the forger's key.</summary>
    private static async Task ForgeAsync(TrailStage stage, Sm2PrivateKey forger, bool keepFingerprint, bool registerKey)
    {
        await stage.SqlAsync("update trail_person_entry set actor = 'nobody' where seq = 1");
        await RehashAsync(stage, Ann);
        await RehashAsync(stage, Ben);
        await using var db = stage.Db();
        var own = await db.Set<TrailKey>().SingleAsync();
        if (registerKey)
        {
            db.Remove(own);
            db.Add(TrailKey.Of(forger, DateTime.SpecifyKind(own.ValidFrom, DateTimeKind.Utc)));
        }

        var entries = await db.Set<TrailPersonEntry>().ToListAsync();
        var leaves = await db.Set<TrailLeaf>().OrderBy(l => l.LeafIndex).ToListAsync();
        foreach (var leaf in leaves.Where(l => l.SubjectClass == SubjectClass.Person))
        {
            leaf.HeadHash = entries.Single(e => e.PersonId == Guid.Parse(leaf.Subject) && e.Seq == leaf.Seq).Hash;
        }

        foreach (var row in await db.Set<TrailCheckpointRow>().ToListAsync())
        {
            var frontier = new MerkleFrontier();
            leaves.Take((int)row.Size).ToList().ForEach(l => frontier.Append(l.Hash()));
            var forged = Checkpoint.Sign(row.Number, row.Size, frontier.Root(), row.At, forger);
            (row.Root, row.Frontier, row.Signature) = (forged.Root, frontier.Write(), forged.Signature);
            row.KeyFingerprint = keepFingerprint ? own.Fingerprint : forged.KeyFingerprint;
        }

        await db.SaveChangesAsync();
    }
}
