using Mingsuan.Platform.Ids;

namespace Mingsuan.Modules.Tests.Platform.Ids;

/// <summary>对外标识 — one text for one id, and nothing else is read.</summary>
public sealed class WireIdTests
{
    private static readonly Guid Known = Guid.Parse("01936f2c-7a3b-7c4d-8e5f-0123456789ab");

    [Fact]
    public void An_id_reads_back_from_its_26_characters()
    {
        var source = new IdSource(TimeProvider.System, Random.Shared.NextBytes);
        for (var i = 0; i < 1000; i++)
        {
            var id = source.Next();
            var text = WireId.Encode(id);
            text.Length.ShouldBe(26);
            WireId.Decode(text).ShouldBe(id);
        }
    }

    [Fact]
    public void The_text_is_the_big_endian_number_in_crockfords_alphabet() =>
        WireId.Encode(Known).ShouldBe("01JDQJRYHVFH6RWQR14D2PF2DB");

    [Fact]
    public void Later_ids_sort_after_earlier_ones_in_either_form()
    {
        var clock = new SteppingClock();
        var source = new IdSource(clock, Random.Shared.NextBytes);
        var ids = Enumerable.Range(0, 50).Select(_ => source.Next()).ToArray();

        ids.Select(WireId.Encode).ShouldBe(ids.Select(WireId.Encode).OrderBy(t => t, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, WireIdError.Length)]
    [InlineData("", WireIdError.Length)]
    [InlineData("01JDQJRYHVFH6RWQR14D2PF2D", WireIdError.Length)]
    [InlineData("01JDQJRYHVFH6RWQR14D2PF2DBB", WireIdError.Length)]
    [InlineData("01jdqjryhvfh6rwqr14d2pf2db", WireIdError.Character)]
    [InlineData("O1JDQJRYHVFH6RWQR14D2PF2DB", WireIdError.Character)]
    [InlineData("01JDQJRYHVFH6RWQR14D2PF2D中", WireIdError.Character)]
    [InlineData("81JDQJRYHVFH6RWQR14D2PF2DB", WireIdError.Overflow)]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZ", WireIdError.Overflow)]
    [InlineData("00000000000000000000000000", WireIdError.NotVersion7)]
    public void A_text_that_is_no_id_says_why(string? text, WireIdError expected)
    {
        WireId.TryDecode(text, out var id, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
        id.ShouldBe(Guid.Empty);
    }

    [Fact]
    public void An_id_of_another_version_has_no_wire_form() =>
        Should.Throw<ArgumentException>(() => WireId.Encode(Guid.Parse("01936f2c-7a3b-4c4d-8e5f-0123456789ab")));

    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now = now.AddMilliseconds(1);
    }
}
