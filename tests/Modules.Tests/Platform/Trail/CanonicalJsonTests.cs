using System.Text.Json.Nodes;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>规范 JSON — one text for one value.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true, null, "x" ] }""", """{"a":[true,null,"x"],"b":1}""")]
    [InlineData("""{"中":"文","é":-7,"a":{}}""", """{"a":{},"é":-7,"中":"文"}""")]
    [InlineData("""["\u0041\/\u00e9\u0001\n\"\\\u007f"]""", "[\"A/é\\u0001\\n\\\"\\\\\u007f\"]")]
    [InlineData("""{"€":1,"\r":2,"\ufb33":3,"1":4,"😀":5,"\u0080":6,"ö":7}""",
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("null", "null")]
    public void Members_are_sorted_and_escapes_are_shortest(string json, string canonical) =>
        CanonicalJson.Text(JsonNode.Parse(json)).ShouldBe(canonical);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("9007199254740992")]
    [InlineData("99999999999999999999")]
    public void A_number_that_is_no_safe_integer_is_refused(string json) =>
        Should.Throw<ArgumentException>(() => CanonicalJson.Text(JsonNode.Parse(json)));

    [Fact]
    public void Values_made_in_code_are_written_as_those_read()
    {
        CanonicalJson.Text(new JsonArray(1, 2L, "3.10", true, null)).ShouldBe("""[1,2,"3.10",true,null]""");
        Should.Throw<ArgumentException>(() => CanonicalJson.Text(JsonValue.Create(1.0)));
        Should.Throw<ArgumentException>(() => CanonicalJson.Text(JsonValue.Create(1.0m)));
        Should.Throw<ArgumentException>(() => CanonicalJson.Bytes(JsonValue.Create("\ud800")));
    }

    [Fact]
    public void Nesting_has_an_end()
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < 65; i++)
        {
            node = new JsonArray(node);
        }

        Should.Throw<ArgumentException>(() => CanonicalJson.Text(node));
    }
}
