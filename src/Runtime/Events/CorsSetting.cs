using System.Text;
using AsyncJobs.Shared;

namespace AsyncJobs.Events;

/// <summary>
/// The origins whose pages may call the jobs from a browser, as the deployment says; read once, at the start. No page reads what a
/// request with cookies gets: what identifies a caller stands in a header that the page sets.
/// </summary>
internal sealed class CorsSetting
{
    /// <summary>No page may.</summary>
    public static readonly CorsSetting Off = new([]);

    private readonly byte[][] _utf8;

    private CorsSetting(string[] origins)
    {
        Origins = origins;
        _utf8 = Array.ConvertAll(origins, Encoding.UTF8.GetBytes);
    }

    /// <summary>The origins; empty for none.</summary>
    public IReadOnlyList<string> Origins { get; }

    public bool IsOn => Origins.Count > 0;

    private bool IsForAny => Origins is [OriginList.Any];

    /// <summary>Reads a setting.</summary>
    /// <exception cref="ArgumentException">It is no list of origins; the message ends a sentence that begins with the setting's name.</exception>
    public static CorsSetting Parse(IReadOnlyList<string> origins) =>
        origins.Count == 0 ? Off
        : OriginList.Fault(origins) is { } fault ? throw new ArgumentException(fault + ".", nameof(origins))
        : new CorsSetting([.. origins]);

    /// <summary>What the reply to a request says.</summary>
    /// <param name="request">The request; null where it could not be read.</param>
    public CorsGrant GrantOf(HttpEvent? request)
    {
        if (!IsOn)
            return default;
        if (IsForAny)
            return new CorsGrant(OriginList.Any, DependsOnOrigin: false);

        string? granted = null;
        if (request is not null && request.TryGetHeader("origin", out ReadOnlySpan<byte> origin))
        {
            for (int i = 0; i < _utf8.Length && granted is null; i++)
                granted = origin.SequenceEqual(_utf8[i]) ? Origins[i] : null;
        }

        return new CorsGrant(granted, DependsOnOrigin: true);
    }
}
