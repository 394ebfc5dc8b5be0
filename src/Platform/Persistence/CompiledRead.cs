using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 预编译查询 — a question that every settlement asks. Its shape is worked out once per model and not each time: a compiled
/// query of EF Core belongs to one model, and a process that serves two kinds of database has two. Say in the question
/// whether it tracks: the context's usual way is not looked at again.
/// </summary>
public sealed class CompiledRead<T>(Func<T> compile)
    where T : Delegate
{
    private readonly ConditionalWeakTable<IModel, T> compiled = [];

    /// <summary>The question, for this context's model.</summary>
    public T For(MingsuanDb db) => compiled.GetValue(db.Model, _ => compile());
}
