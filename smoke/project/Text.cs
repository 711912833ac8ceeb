namespace Smoke;

/// <summary>A text of any length.</summary>
/// <param name="Value">The text.</param>
public sealed record Text(string Value);
