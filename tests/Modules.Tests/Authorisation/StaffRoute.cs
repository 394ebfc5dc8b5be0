using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Modules.Tests.Authorisation;

/// <summary>How a route lets people in.</summary>
public enum DoorKind
{
    /// <summary>Anybody.</summary>
    Open,

    /// <summary>A page or its form: by session.</summary>
    Page,

    /// <summary>A question of the staff: by token.</summary>
    Token,
}

/// <summary>One route of the platform: method, address, and the roles that it serves.</summary>
public sealed partial record StaffRoute(string Method, string Pattern, DoorKind Door, IReadOnlyList<string> Roles)
{
    /// <summary>The address with something in place of each parameter.</summary>
    public string Address => "/" + Parameter().Replace(
        Pattern.TrimStart('/'), match => match.Value.Contains(":int", StringComparison.Ordinal) ? "2026" : "x");

    /// <summary>Whether it is a question with a body, which changes nothing.</summary>
    public bool OnlyChecks => Pattern.EndsWith("/check", StringComparison.Ordinal)
        || Pattern.EndsWith("/verification", StringComparison.Ordinal);

    /// <summary>Whether it is about nothing but the account of who asks.</summary>
    public bool IsOwnAccount => Pattern.Contains("/account/", StringComparison.Ordinal);

    /// <summary>Whether it serves who has signed in with the e-certificate, and no staff.</summary>
    public bool IsOfPatients => Roles is ["patient"];

    /// <summary>Every route of a running platform, files and fallbacks left out, in a fixed order.</summary>
    public static IReadOnlyList<StaffRoute> Of(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(Read)
            .DistinctBy(one => (one.Method, one.Pattern))
            .OrderBy(one => one.Pattern, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal),
    ];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method} {Pattern} {(Door == DoorKind.Open ? "everybody" : string.Join(',', Roles))}");

    private static IEnumerable<StaffRoute> Read(RouteEndpoint endpoint)
    {
        var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var methods = page
            ? ["GET"]
            : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)["ANY"];
        var declared = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        var served = endpoint.Metadata.GetMetadata<ServedRoles>()?.Roles
            ?? [.. declared.SelectMany(one => one.Roles?.Split(',') ?? [])];
        var session = page || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null || declared.Count > 0;
        var door = served.Count == 0 ? DoorKind.Open : session ? DoorKind.Page : DoorKind.Token;
        return methods.Select(method => new StaffRoute(
            method, endpoint.RoutePattern.RawText ?? "", door, [.. served.Order(StringComparer.Ordinal)]));
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
