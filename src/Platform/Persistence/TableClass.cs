namespace Mingsuan.Platform.Persistence;

/// <summary>表类别 — how a table would spread over nodes.</summary>
public enum TableClass
{
    /// <summary>按人分布 — sharded by person_id.</summary>
    Person,

    /// <summary>按机构分布 — sharded by inst_id.</summary>
    Institution,

    /// <summary>全节点副本 — a full copy everywhere.</summary>
    Reference,

    /// <summary>单节点 — one node only.</summary>
    Local,
}

/// <summary>表类别标注 — states the class of an entity.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableClassAttribute(TableClass value) : Attribute
{
    /// <summary>The class.</summary>
    public TableClass Value => value;
}
