using System.Reflection;

namespace Mingsuan.Host.Pages;

/// <summary>页面来源 — the assemblies besides the host's own that bring pages.</summary>
internal sealed record PageAssemblies(IReadOnlyList<Assembly> All);
