using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>
/// 任意次序 — settling, reversing, undoing, charging again and sending again, in any order over three benefit years: what
/// is stored is at every end the sum of what was answered. <c>MINGSUAN_LIVES</c> asks for more of them.
/// </summary>
public sealed class RandomLivesTests(PostgresServer server)
{
    private const int Steps = 12;

    private static readonly int Lives =
        int.TryParse(Environment.GetEnvironmentVariable("MINGSUAN_LIVES"), out var asked) ? asked : 3;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Whatever_the_order_of_events_the_stored_totals_are_their_sum(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var life = new Life(stage);
        var seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Prop.ForAll(seeds, seed => life.LiveAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Lives).WithStartSize(100));
        await stage.ShouldBeProvenAsync();
    }

    /// <summary>One person's life, and the sums that its answers come to.</summary>
    private sealed class Life(MoneyStage stage)
    {
        private static readonly string[] Days = ["2024-05-06", "2025-12-31", "2026-01-01", "2026-11-20"];
        private readonly List<(Settled Settled, int Year)> standing = [];
        private readonly Dictionary<int, (decimal Fund, decimal Deductible)> years = [];
        private decimal account;

        public async Task LiveAsync(int seed)
        {
            var draw = new Random(seed);
            for (var step = 0; step < Steps; step++)
            {
                await StepAsync(draw);
            }

            foreach (var (year, (fund, deductible)) in years)
            {
                (await stage.NumberAsync(
                    $"select sum(fund_paid) from settlement_accumulator where benefit_year = {year}"))
                    .ShouldBe((long)(fund * 100), $"{year}, seed {seed}");
                (await stage.NumberAsync(
                    $"select sum(deductible_used) from settlement_accumulator where benefit_year = {year}"))
                    .ShouldBe((long)(deductible * 100), $"{year}, seed {seed}");
            }

            (await stage.NumberAsync("select coalesce(sum(spent), 0) from settlement_account"))
                .ShouldBe((long)(account * 100));
            (await stage.NumberAsync(
                "select count(*) from settlement_settlement where reverses is null and reversed_by is null"))
                .ShouldBe(standing.Count);
        }

        private Task StepAsync(Random draw) => draw.Next(6) switch
        {
            0 or 1 => SettleAsync(draw),
            2 => ReverseAsync(draw),
            3 => SendTwiceAsync(draw),
            4 => UndoAsync(draw),
            _ => ChargeAgainAsync(draw),
        };

        private async Task SettleAsync(Random draw)
        {
            var day = Days[draw.Next(Days.Length)];
            var online = day == Days[^1] && draw.Next(2) == 0;
            var settled = await stage.SettleAsync(
                packs: draw.Next(1, 40),
                channel: online ? "internet" : "offline",
                day: day + " 09:00:00",
                account: online);
            Count(settled.Info, int.Parse(day[..4], null), 1);
            standing.Add((settled, int.Parse(day[..4], null)));
        }

        private async Task ReverseAsync(Random draw)
        {
            if (Take(draw) is not { } taken)
            {
                return;
            }

            var reversed = (await stage.ReverseAsync(taken.Settled)).ShouldSucceed();
            Count(reversed.Output["setlinfo"]!, taken.Year, 1);
            (await stage.ReverseAsync(taken.Settled)).ShouldRefuse("E-ALREADY-REVERSED");
        }

        /// <summary>A reversal whose answer is lost is sent again under its own number.</summary>
        private async Task SendTwiceAsync(Random draw)
        {
            if (Take(draw) is not { } taken)
            {
                return;
            }

            var msgid = stage.Host.NextMsgId();
            void Number(JsonObject message) => message["msgid"] = msgid;
            var first = (await stage.Host.CallAsync("2208", taken.Settled.Walk.Reversing(), Number)).ShouldSucceed();
            var again = (await stage.Host.CallAsync("2208", taken.Settled.Walk.Reversing(), Number)).ShouldSucceed();
            again.Output.ToJsonString().ShouldBe(first.Output.ToJsonString());
            Count(first.Output["setlinfo"]!, taken.Year, 1);
        }

        /// <summary>A settlement whose answer is lost is undone, and once more.</summary>
        private async Task UndoAsync(Random draw)
        {
            if (Take(draw) is not { } taken)
            {
                return;
            }

            var undo = ReversalOrderTests.Undo(taken.Settled.Person, (string)taken.Settled.Info["medins_setl_id"]!);
            (await stage.Host.CallAsync("2601", undo.DeepClone())).ShouldSucceed();
            (await stage.Host.CallAsync("2601", undo)).ShouldSucceed();
            Count(taken.Settled.Info, taken.Year, -1);
        }

        /// <summary>A settlement is reversed and its batch charged again with other quantities.</summary>
        private async Task ChargeAgainAsync(Random draw)
        {
            if (Take(draw) is not { } taken)
            {
                return;
            }

            var walk = taken.Settled.Walk;
            Count((await stage.ReverseAsync(taken.Settled)).ShouldSucceed().Output["setlinfo"]!, taken.Year, 1);
            var packs = draw.Next(1, 9);
            (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, packs))).ShouldSucceed();
            var info = (await walk.SettleAsync(
                MoneyStage.Price * packs, MoneyStage.Price * packs, draw.Next(2) == 0))["setlinfo"]!.AsObject();
            stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            Count(info, taken.Year, 1);
            standing.Add((taken.Settled with { Info = info }, taken.Year));
        }

        private (Settled Settled, int Year)? Take(Random draw)
        {
            if (standing.Count == 0)
            {
                return null;
            }

            var at = draw.Next(standing.Count);
            var taken = standing[at];
            standing.RemoveAt(at);
            return taken;
        }

        private void Count(JsonNode info, int year, int sign)
        {
            var (fund, deductible) = years.GetValueOrDefault(year);
            years[year] = (
                fund + (sign * MoneyStage.Amount(info, "fund_pay_sumamt")),
                deductible + (sign * MoneyStage.Amount(info, "act_pay_dedc")));
            account += sign * MoneyStage.Amount(info, "acct_pay");
        }
    }
}
