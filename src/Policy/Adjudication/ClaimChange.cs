using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>A change of one thing in a claim that could make a fund pay.</summary>
public abstract record ClaimChange
{
    private ClaimChange()
    {
    }

    /// <summary>The claim with this changed; the original is untouched.</summary>
    public abstract Claim Apply(Claim claim);

    public sealed record OfFact(Fact Fact, long Value) : ClaimChange
    {
        public override Claim Apply(Claim claim)
        {
            var facts = claim.Facts.Copy();
            facts[Fact] = Value;
            return claim with { Facts = facts };
        }
    }

    public sealed record OfCodes(Fact Fact, string Code) : ClaimChange
    {
        public override Claim Apply(Claim claim)
        {
            var facts = claim.Facts.Copy();
            facts.SetCodes(Fact, Code);
            return claim with { Facts = facts };
        }
    }

    public sealed record OfLastOffline(OfflineVisit Visit) : ClaimChange
    {
        public override Claim Apply(Claim claim) => claim with { LastOffline = Visit };
    }

    public sealed record OfUnitPrice(int Line, decimal UnitPrice) : ClaimChange
    {
        public override Claim Apply(Claim claim)
        {
            var lines = claim.Lines.ToArray();
            var line = lines[Line];
            lines[Line] = line with
            {
                UnitPrice = UnitPrice,
                Amount = Primitives.Money.OfLine(UnitPrice, line.Quantity),
            };
            return claim with { Lines = lines };
        }
    }

    public sealed record OfRegistration(ChronicRegistration Registration) : ClaimChange
    {
        public override Claim Apply(Claim claim) => claim with { Chronic = [.. claim.Chronic, Registration] };
    }
}
