using System.Text;
using AsyncJobs.Shared;

namespace AsyncJobs.Events;

/// <summary>Who owns the jobs of an application, as its deployment says; read once, at the start.</summary>
internal sealed class OwnerSetting
{
    /// <summary>The claim of a token without a setting.</summary>
    public const string Subject = "sub";

    /// <summary>The member of a Lambda authorizer's context without a setting.</summary>
    public const string Principal = "principalId";

    /// <summary>What holds where nothing is set.</summary>
    public static readonly OwnerSetting Usual = new(OwnerKind.Usual, null, Subject, Principal);

    private readonly byte[] _claim;
    private readonly byte[] _member;

    private OwnerSetting(OwnerKind kind, string? text, string claim, string member)
    {
        Kind = kind;
        Text = text;
        Claim = claim;
        Member = member;
        _claim = Encoding.UTF8.GetBytes(claim);
        _member = Encoding.UTF8.GetBytes(member);
    }

    public OwnerKind Kind { get; }

    /// <summary>The setting as it was given; null where nothing is set.</summary>
    public string? Text { get; }

    /// <summary>The claim of a token that names the owner.</summary>
    public string Claim { get; }

    /// <summary>The member of a Lambda authorizer's context that names the owner.</summary>
    public string Member { get; }

    public ReadOnlySpan<byte> ClaimUtf8 => _claim;

    public ReadOnlySpan<byte> MemberUtf8 => _member;

    /// <summary>Reads a setting.</summary>
    /// <param name="text">The setting; null where nothing is set.</param>
    /// <exception cref="ArgumentException">It is no setting; the message ends a sentence that begins with the setting's name.</exception>
    public static OwnerSetting Parse(string? text)
    {
        if (text is null)
            return Usual;
        if (OwnerValue.Fault(text) is { } fault)
            throw new ArgumentException(fault + ".", nameof(text));
        if (text.Equals(OwnerValue.None, StringComparison.OrdinalIgnoreCase))
            return new OwnerSetting(OwnerKind.Nobody, text, Subject, Principal);
        return text.Equals(OwnerValue.Role, StringComparison.OrdinalIgnoreCase)
            ? new OwnerSetting(OwnerKind.UsualByRole, text, Subject, Principal)
            : new OwnerSetting(OwnerKind.Named, text, text, text);
    }
}
