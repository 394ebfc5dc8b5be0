namespace Mingsuan.Policy.Provisions;

/// <summary>
/// 医保区划 — the areas that documents are made for, each with its superior: nation, province, pooling area, county.
/// Six digits carry the hierarchy (省 2 + 市 2 + 县 2); an agency branch outside the national code names its parent.
/// </summary>
public sealed class Jurisdictions
{
    /// <summary>The deepest chain: county, pooling area, province, nation.</summary>
    public const int MaxDepth = 4;

    private const string NationCode = "000000";
    private readonly Dictionary<string, int> byCode = new(StringComparer.Ordinal);
    private readonly List<string> codes = [];
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public Jurisdictions() => IndexOf(NationCode);

    public int Count => codes.Count;

    public string CodeOf(int index) => codes[index];

    /// <summary>The area's name where the library knows one, else its code.</summary>
    public string NameOf(string code) => names.GetValueOrDefault(code, code);

    public void Name(string code, string name) => names[code] = name;

    public IReadOnlyDictionary<string, string> Named => names;

    /// <summary>Says that a code outside the six-digit hierarchy belongs to <paramref name="parent"/>.</summary>
    public void SetParent(string code, string parent) => parents[code] = parent;

    public int IndexOf(string code)
    {
        if (!byCode.TryGetValue(code, out var index))
        {
            index = codes.Count;
            codes.Add(code);
            byCode[code] = index;
        }

        return index;
    }

    /// <summary>0 for the nation, 1 a province, 2 a pooling area (市州), 3 a county.</summary>
    public int DepthOf(int index) => DepthOf(codes[index]);

    public int DepthOf(string code)
    {
        if (parents.TryGetValue(code, out var parent))
        {
            return DepthOf(parent) + 1;
        }

        return code switch
        {
            NationCode => 0,
            _ when code.EndsWith("0000", StringComparison.Ordinal) => 1,
            _ when code.EndsWith("00", StringComparison.Ordinal) => 2,
            _ => 3,
        };
    }

    /// <summary>The pooling area (统筹地区) of an area: itself, or the prefecture of a county.</summary>
    public string PoolingAreaOf(string code)
    {
        if (parents.TryGetValue(code, out var parent))
        {
            return PoolingAreaOf(parent);
        }

        return DepthOf(code) <= 2 ? code : string.Concat(code.AsSpan(0, 4), "00");
    }

    /// <summary>
    /// The indices of an area and its superiors that documents of the library are made for; −1 at a depth without
    /// one. Position = depth.
    /// </summary>
    public int[] ChainOf(string code)
    {
        var chain = new int[MaxDepth];
        Array.Fill(chain, -1);
        var current = code;
        while (true)
        {
            chain[DepthOf(current)] = byCode.GetValueOrDefault(current, -1);
            if (current == NationCode)
            {
                return chain;
            }

            current = ParentOf(current);
        }
    }

    /// <summary>An area and those above it, the nearest first.</summary>
    public string[] AreaAndAbove(string code)
    {
        var chain = new List<string> { code };
        while (DepthOf(chain[^1]) > 0)
        {
            chain.Add(ParentOf(chain[^1]));
        }

        return [.. chain];
    }

    public string ParentOf(string code)
    {
        if (parents.TryGetValue(code, out var parent))
        {
            return parent;
        }

        return DepthOf(code) switch
        {
            3 => string.Concat(code.AsSpan(0, 4), "00"),
            2 => string.Concat(code.AsSpan(0, 2), "0000"),
            _ => NationCode,
        };
    }
}
