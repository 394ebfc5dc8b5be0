using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>篡改备案 — filings, mappings, files and lists changed behind the platform's back are named.</summary>
public sealed class FilingTamperTests(PostgresServer server)
{
    private const string Drug = "XC08CAB049A001010100101";

    private static readonly string[] Tables =
    [
        "exchange_file", "exchange_settlement_list", "registry_catalogue_mapping", "registry_choice_filing",
        "registry_disease_filing",
    ];

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task One_changed_value_and_a_lost_or_slipped_in_row_are_found_and_named(string database)
    {
        await using var host = await StageAsync(database);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        await ColumnTamper.ForgetForeignKeysAsync(db);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty("nothing was touched yet");
        var changed = 0;
        foreach (var name in Tables)
        {
            var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == name);
            var row = (await ColumnTamper.Rows(db, type).ToListAsync()).ShouldHaveSingleItem(name);
            foreach (var property in type.GetProperties())
            {
                await ChangeAsync(host, db, row, property);
                changed++;
            }

            await SlipInAsync(host, db, type, row);
            await LoseAsync(host, db, name, row);
        }

        changed.ShouldBeGreaterThan(60);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty("everything was put back");
    }

    private static async Task ChangeAsync(LineHost host, MingsuanDb db, object row, IProperty property)
    {
        var type = (IEntityType)property.DeclaringType;
        var values = db.Entry(row).CurrentValues;
        var old = values[property];
        var other = Other(property, old);
        var key = type.FindPrimaryKey()!.Properties.ToDictionary(part => part, part => values[part]);
        await ColumnTamper.UpdateAsync(db, property, other, key);

        var report = await SettlementTests.VerifyAsync(host);

        var what = $"{type.GetTableName()}.{property.GetColumnName()}: {old} -> {other}";
        report.Breaks.ShouldContain(
            one => one.Table == type.GetTableName() &&
                (key.ContainsKey(property) || one.Column == property.GetColumnName()),
            what);
        if (key.ContainsKey(property))
        {
            key[property] = other;
        }

        await ColumnTamper.UpdateAsync(db, property, old, key);
    }

    private static object Other(IProperty property, object? value) => (value, property.ClrType) switch
    {
        (Sensitive text, _) => new Sensitive(text.Plain + "x"),
        (null, var type) when type == typeof(Sensitive?) => new Sensitive("x"),
        (null, var type) when type == typeof(DateOnly?) => new DateOnly(2030, 1, 1),
        _ => ColumnTamper.Other(property, value),
    };

    private static async Task SlipInAsync(LineHost host, MingsuanDb db, IEntityType type, object row)
    {
        var entry = db.Entry(row);
        var part = type.FindPrimaryKey()!.Properties[^1];
        var own = entry.CurrentValues[part];
        entry.Property(part).CurrentValue = ColumnTamper.Other(part, own);
        entry.State = EntityState.Added;
        await db.SaveChangesAsync();

        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Code.ShouldBe(TrailBreaks.RecordUnproven),
            one => one.Table.ShouldBe(type.GetTableName()));
        entry.State = EntityState.Deleted;
        await db.SaveChangesAsync();
        entry.State = EntityState.Detached;
        db.Entry(row).Property(part.Name).CurrentValue = own;
    }

    private static async Task LoseAsync(LineHost host, MingsuanDb db, string table, object row)
    {
        db.Remove(row);
        await db.SaveChangesAsync();
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Code.ShouldBe(TrailBreaks.RecordMissing),
            one => one.Table.ShouldBe(table));
        db.Add(row);
        await db.SaveChangesAsync();
        db.Entry(row).State = EntityState.Detached;
    }

    private async Task<LineHost> StageAsync(string database)
    {
        var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();
        await walk.SettleAsync(130.00m, 130.00m);
        FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person)));
        var number = FilingInputs.Number(await host.CallAsync("2505", FilingInputs.Choice(host, person)));
        (await host.CallAsync("2506", FilingInputs.Withdrawal(number, person))).ShouldSucceed();
        (await host.CallAsync("3301", FilingInputs.Mapping("L1", Drug))).ShouldSucceed();
        (await host.CallAsync("9101", FilingInputs.Upload([1, 2, 3]))).ShouldSucceed();
        (await host.CallAsync("4101A", FilingInputs.List(walk, person))).ShouldSucceed();
        return host;
    }
}
