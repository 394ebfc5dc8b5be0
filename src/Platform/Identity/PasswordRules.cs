namespace Mingsuan.Platform.Identity;

/// <summary>口令规则 — what a password must be that its owner chooses: long, of several kinds, and not the name.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    private const int Kinds = 3;

    /// <summary>Whether a new password may take the place of the old one.</summary>
    public static bool Allow(string name, string old, string password) =>
        password.Length is >= Shortest and <= Longest
        && password == password.Trim() && !password.Any(char.IsControl)
        && password != old && !password.Contains(name, StringComparison.OrdinalIgnoreCase)
        && KindsOf(password) >= Kinds;

    private static int KindsOf(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
        + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(one => !char.IsAsciiLetterOrDigit(one)) ? 1 : 0);
}
