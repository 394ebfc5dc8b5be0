using System.Text.Json.Nodes;
using Mingsuan.Platform.Http;

namespace Mingsuan.Modules.Tests.Platform.Http;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("2026-11-20 09:00:00", "2026-11-20T01:00:00Z")]
    [InlineData("2026-11-20T09:00:00", "2026-11-20T01:00:00Z")]
    [InlineData("2026-11-20T01:00:00Z", "2026-11-20T01:00:00Z")]
    [InlineData("2026-11-20T09:00:00+08:00", "2026-11-20T01:00:00Z")]
    [InlineData("20261120090000", "2026-11-20T01:00:00Z")]
    [InlineData("1795136400000", "2026-11-20T01:00:00Z")]
    [InlineData("2026-11-20", "2026-11-19T16:00:00Z")]
    public void A_time_is_read_in_each_of_its_forms(string text, string instant) =>
        WireTime.Read(text)!.Value.ShouldBe(DateTimeOffset.Parse(instant, null).UtcDateTime);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    [InlineData("99999999999999999")]
    public void A_text_that_is_no_time_is_none(string text) => WireTime.Read(text).ShouldBeNull();

    [Fact]
    public void Numbers_and_texts_stand_for_each_other_and_empty_is_absent()
    {
        var reader = new WireReader(JsonNode.Parse("""{"A":"4.52","b":310,"c":"","d":null}""")!.AsObject());
        reader.Number("a").ShouldBe(4.52m);
        reader.Text("B", 6).ShouldBe("310");
        reader.Text("c", 6).ShouldBeNull();
        reader.Has("d").ShouldBeFalse();
        reader.Fault.ShouldBeNull();
        reader.RequiredText("c", 6);
        reader.Fault.ShouldBe(new WireFault(WireFault.Missing, "c"));
    }

    [Fact]
    public void The_first_fault_is_kept_with_its_path()
    {
        var reader = new WireReader(JsonNode.Parse("""{"rows":[{"n":1},{"n":"x"},{}]}""")!.AsObject());
        foreach (var row in reader.Objects("rows"))
        {
            row.RequiredNumber("n");
        }

        reader.Fault.ShouldBe(new WireFault(WireFault.Malformed, "rows[1].n"));
    }

    [Theory]
    [InlineData("""["81","82"]""")]
    [InlineData("""[{"code":"81"},"82"]""")]
    [InlineData("""["81,82"]""")]
    [InlineData("\"81;82\"")]
    [InlineData("""["81", 82]""")]
    [InlineData("""
        "[{\"code\":\"81\"},{\"code\":\"82\"}]"
        """)]
    public void A_text_stands_for_an_object_with_one_member_and_may_list_several(string rows)
    {
        var reader = new WireReader(JsonNode.Parse($$"""{"rows":{{rows}}}""")!.AsObject());
        reader.Objects("rows", "code").Select(row => row.Text("code", 10)).ShouldBe(["81", "82"]);
        reader.Fault.ShouldBeNull();
    }

    [Fact]
    public void What_is_neither_an_object_nor_a_text_is_a_fault()
    {
        var reader = new WireReader(JsonNode.Parse("""{"rows":[true]}""")!.AsObject());
        reader.Objects("rows", "code").ShouldBeEmpty();
        reader.Fault.ShouldBe(new WireFault(WireFault.Malformed, "rows"));
        WireTime.Read("2026-11-2009:00:00").ShouldBe(WireTime.Read("2026-11-20 09:00:00"));
    }

    [Fact]
    public void Equal_content_has_one_canonical_form() =>
        WireJson.Canonical(JsonNode.Parse("""{ "b":[1,{"y":1,"x":2}], "a":"值" }"""))
            .ShouldBe("""{"a":"值","b":[1,{"x":2,"y":1}]}""");
}
