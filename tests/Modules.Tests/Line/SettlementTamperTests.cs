using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>篡改 — what somebody with full access to the tables can try on real settlements, on both databases.</summary>
public sealed class SettlementTamperTests(PostgresServer server)
{
    private const string Claims = "platform_claim";

    private static readonly string[] MoneyTables =
    [
        "settlement_fee_line", "settlement_settlement", "settlement_settled_line", "settlement_ledger_entry",
        "settlement_accumulator", "settlement_account", "platform_batch_claim",
        "settlement_day_close", "settlement_day_close_total", "settlement_day_close_item", "settlement_budget",
        "settlement_statement", "settlement_statement_break", "settlement_export",
        "settlement_family_bond", "settlement_manual_claim",
        "settlement_law_library", "settlement_law_publication", "settlement_law_draft", Claims,
    ];

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task One_changed_value_in_any_column_is_found_and_named(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty("nothing was touched yet");
        await using var db = stage.Db();
        await ColumnTamper.ForgetForeignKeysAsync(db);
        var tables = Proven(db);
        tables.Select(type => type.GetTableName()!).Where(name => !IsTrail(name))
            .ShouldBe(MoneyTables, ignoreOrder: true);
        var missed = new List<string>();
        var changed = 0;
        foreach (var type in tables)
        {
            var rows = await ProvenRowsAsync(db, type);
            rows.ShouldNotBeEmpty(type.GetTableName());
            foreach (var row in rows.TakeLast(IsTrail(type.GetTableName()!) ? 1 : 2))
            {
                foreach (var property in type.GetProperties())
                {
                    if (await MissedAsync(stage, db, row, property) is { } what)
                    {
                        missed.Add(what);
                    }

                    changed++;
                }
            }
        }

        missed.ShouldBeEmpty();
        changed.ShouldBeGreaterThan(240);
        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty("everything was put back");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_deleted_row_of_any_money_or_trail_table_is_found(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        foreach (var name in Names(stage))
        {
            await using var db = stage.Db();
            await ColumnTamper.ForgetForeignKeysAsync(db);
            var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == name);
            var row = (await ProvenRowsAsync(db, type))[^1];
            db.Remove(row);
            await db.SaveChangesAsync();

            var report = await stage.VerifyAsync();

            report.Breaks.ShouldContain(one => Shows(one, name), name);
            db.Add(row);
            await db.SaveChangesAsync();
            (await stage.VerifyAsync()).Breaks.ShouldBeEmpty($"{name} was put back");
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_deleted_last_entry_and_a_deleted_subject_are_missed_by_the_checkpoint(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        await using var db = stage.Db();
        await ColumnTamper.ForgetForeignKeysAsync(db);
        var last = await db.Set<TrailPersonEntry>().OrderByDescending(entry => entry.Seq).FirstAsync();
        await db.Set<TrailPersonPayload>().Where(one => one.PayloadId == last.PayloadRef).ExecuteDeleteAsync();
        await db.Set<TrailPersonEntry>().Where(one => one.Seq == last.Seq).ExecuteDeleteAsync();

        var shortened = await stage.VerifyAsync();
        shortened.First.ShouldBe(new TrailBreak(
            TrailBreaks.HeadMissing, "trail_person_entry", $"{last.PersonId}/{last.Seq}"));
        shortened.Breaks.Select(one => one.Table).ShouldContain(Claims, "the last entry proves the last answer");

        foreach (var type in Proven(db).Where(type => type.FindProperty("PersonId") is not null))
        {
            var everything = "delete from " + type.GetTableName();
            await db.Database.ExecuteSqlRawAsync(everything);
        }

        (await stage.VerifyAsync()).Breaks.ShouldContain(new TrailBreak(
            TrailBreaks.HeadMissing, "trail_person_entry", $"{last.PersonId}/{last.Seq}"));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Two_swapped_entries_are_found_and_named(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        foreach (var (from, to) in new[] { (1, 100), (2, 1), (100, 2) })
        {
            await stage.SqlAsync($"update trail_person_entry set seq = {to} where seq = {from}");
        }

        var report = await stage.VerifyAsync();

        report.First!.Table.ShouldBe("trail_person_entry");
        report.Breaks.Select(one => one.Code).ShouldContain(TrailBreaks.EntryHash);
        report.Breaks.Select(one => one.Code).ShouldContain(TrailBreaks.ChainLink);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_checkpoint_signed_again_by_another_key_is_found_and_named(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        using var forger = Sm2PrivateKey.Generate();
        await using var db = stage.Db();
        var row = await db.Set<TrailCheckpointRow>().AsTracking().OrderBy(one => one.Number).LastAsync();
        var forged = Checkpoint.Sign(
            row.Number, row.Size, row.Root, DateTime.SpecifyKind(row.At, DateTimeKind.Utc), forger);
        row.Signature = forged.Signature;
        await db.SaveChangesAsync();
        var first = (await stage.VerifyAsync()).First!;
        (first.Code, first.Table).ShouldBe((TrailBreaks.CheckpointSignature, "trail_checkpoint"));

        row.KeyFingerprint = forged.KeyFingerprint;
        await db.SaveChangesAsync();
        first = (await stage.VerifyAsync()).First!;
        (first.Code, first.Table).ShouldBe((TrailBreaks.CheckpointKey, "trail_checkpoint"));

        db.Add(TrailKey.Of(forger, DateTime.SpecifyKind(row.At, DateTimeKind.Utc)));
        await db.SaveChangesAsync();
        var pinned = await stage.VerifyAsync(
            new TrailVerification { Keys = stage.Keys, Pinned = [stage.Keys.Signing.PublicKey] });
        pinned.Breaks.Select(one => (one.Code, one.Table))
            .ShouldContain((TrailBreaks.CheckpointKey, "trail_checkpoint"));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_answer_that_would_be_sent_again_and_a_packed_law_cannot_be_exchanged(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        await stage.SqlAsync(
            "update platform_claim set result = replace(result, '137.50', '137.51') where infno = '2207'");
        (await stage.VerifyAsync()).Breaks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Code.ShouldBe(TrailBreaks.RecordChanged),
            one => one.Table.ShouldBe(Claims),
            one => one.Column.ShouldBe("result"));

        await stage.SqlAsync("delete from settlement_law_library");
        (await stage.VerifyAsync()).Breaks.Select(one => (one.Code, one.Table))
            .ShouldContain((TrailBreaks.RecordMissing, "settlement_law_library"));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_row_slipped_into_any_money_table_is_found_and_named(string database)
    {
        await using var stage = await SettledStage.OpenAsync(database, server);
        foreach (var name in MoneyTables)
        {
            await using var db = stage.Db();
            await ColumnTamper.ForgetForeignKeysAsync(db);
            var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == name);
            var entry = db.Entry((await ProvenRowsAsync(db, type))[0]);
            var part = type.FindPrimaryKey()!.Properties[^1];
            entry.Property(part).CurrentValue = part.ClrType == typeof(string)
                ? "zz"
                : ColumnTamper.Other(part, entry.CurrentValues[part]);
            entry.State = EntityState.Added;
            await db.SaveChangesAsync();

            (await stage.VerifyAsync()).Breaks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                one => one.Code.ShouldBe(TrailBreaks.RecordUnproven),
                one => one.Table.ShouldBe(name));
            entry.State = EntityState.Deleted;
            await db.SaveChangesAsync();
        }

        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty("everything was taken out again");
    }

    /// <summary>Changes one value, verifies, puts it back; what was changed, when nobody noticed.</summary>
    private static async Task<string?> MissedAsync(SettledStage stage, MingsuanDb db, object row, IProperty property)
    {
        var type = (IEntityType)property.DeclaringType;
        var values = db.Entry(row).CurrentValues;
        var (old, other) = (values[property], ColumnTamper.Other(property, values[property]));
        var key = type.FindPrimaryKey()!.Properties.ToDictionary(part => part, part => values[part]);
        await ColumnTamper.UpdateAsync(db, property, other, key);
        var report = await stage.VerifyAsync();
        var table = type.GetTableName()!;
        var column = property.GetColumnName();

        // A row that is moved to another person's chain is missed where it was, as a changed key is.
        var isKey = key.ContainsKey(property) || (table == Claims && column == "person_id");
        var named = report.Breaks.Any(one => one.Table == table &&
            (IsTrail(table) || (isKey ? one.Code != TrailBreaks.RecordChanged : one.Column == column)));
        if (key.ContainsKey(property))
        {
            key[property] = other;
        }

        await ColumnTamper.UpdateAsync(db, property, old, key);
        return named ? null : $"{table}.{column}: {old} -> {other}: {string.Join("; ", report.Breaks)}";
    }

    /// <summary>The loss of a row of money shows where it was; that of a row of proof at what it held up.</summary>
    private static bool Shows(TrailBreak one, string table) =>
        IsTrail(table) ? IsTrail(one.Table) : one.Table == table && one.Code == TrailBreaks.RecordMissing;

    private static List<IEntityType> Proven(MingsuanDb db) =>
    [
        .. db.Model.GetEntityTypes()
            .Where(type => type.GetTableName() is { } name && (IsTrail(name) || MoneyTables.Contains(name) ||
                name.StartsWith("settlement_", StringComparison.Ordinal)))
            .OrderBy(type => type.GetTableName(), StringComparer.Ordinal),
    ];

    /// <summary>The rows of a table that a chain commits to: of the claims, those that left something on one.</summary>
    private static async Task<List<object>> ProvenRowsAsync(MingsuanDb db, IEntityType type) =>
    [
        .. (await ColumnTamper.Rows(db, type).ToListAsync())
            .Where(row => row is not RequestClaim claim || claim.TrailSeq is not null),
    ];

    private static bool IsTrail(string table) => table.StartsWith("trail_", StringComparison.Ordinal);

    private static List<string> Names(SettledStage stage)
    {
        using var db = stage.Db();
        return [.. Proven(db).Select(type => type.GetTableName()!)];
    }
}
