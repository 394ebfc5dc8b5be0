using System.Text.Json;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;

namespace Mingsuan.Policy.Bench;

/// <summary>
/// Internet follow-up claims of the shipped library's Chuxiong, of five lines each: the consultation, a drug of class
/// A, one of class B with an initial co-payment, one of class C, and the delivery. People, hospitals and amounts vary.
/// </summary>
internal sealed class ClaimStream
{
    private const int Count = 512;

    public ClaimStream(LawSnapshot law)
    {
        Documents = [.. Enumerable.Range(0, Count).Select(Text)];
        Questions = [.. Documents.Select(text => JsonSerializer.Deserialize<JsonElement>(text))];
        Claims = [.. Questions.Select(question => Mingsuan.Law.Exchange.Claims.Read(law, question))];
    }

    public string[] Documents { get; }

    public JsonElement[] Questions { get; }

    public Claim[] Claims { get; }

    private static string Text(int i)
    {
        var level = new[] { "tertiary", "secondary", "primary" }[i % 3];
        var fee = new[] { "10.00", "7.50", "5.00" }[i % 3];
        var status = i % 2 == 0 ? "working" : "retired";
        return $$"""
            {
              "region": "532300", "on": "2023-03-01",
              "insured": { "area": "532300", "scheme": "employee", "status": "{{status}}",
                "accountBalance": "{{i}}.50" },
              "institution": {
                "ownership": "public", "businessNature": "nonProfit", "level": "{{level}}",
                "licences": [{ "kind": "internetHospital", "from": "2021-01-01" }],
                "agreement": { "main": { "from": "2022-01-01" }, "supplementary": { "from": "2022-07-01" } }
              },
              "visit": {
                "channel": "internet", "kind": "followUp", "diagnosis": ["I10.x00x002"],
                "lastOffline": { "on": "2023-02-01", "diagnosis": ["I10.x00x002"] }, "consent": true, "realTime": true
              },
              "dispensedBy": "hospital",
              "lines": [
                { "id": "1", "kind": "service", "code": "110200001", "class": "A",
                  "unitPrice": "{{fee}}", "quantity": 1 },
                { "id": "2", "kind": "drug", "code": "BENCH-A", "class": "A",
                  "unitPrice": "{{20 + (i % 40)}}.15", "quantity": 3 },
                { "id": "3", "kind": "drug", "code": "BENCH-B", "class": "B", "initialCopay": "0.10",
                  "unitPrice": "{{60 + (i % 70)}}.33", "quantity": 2, "ceiling": "150.00" },
                { "id": "4", "kind": "drug", "code": "BENCH-C", "class": "C", "unitPrice": "18.80", "quantity": 1 },
                { "id": "5", "kind": "delivery", "unitPrice": "8.00", "quantity": 1 }
              ]
            }
            """;
    }
}
