using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What an application's settings are, whoever deploys it.</summary>
[Embedded]
internal sealed record DeployedSettings
{
    /// <summary>The value of <see cref="JobVariables.Owner"/>; null for the usual owners.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether callers may remove their jobs.</summary>
    public bool AllowsPurge { get; init; }

    /// <summary>Whether callers may list their jobs.</summary>
    public bool ListsOwn { get; init; }

    /// <summary>Whether all jobs are listed by an index.</summary>
    public bool ListsAll { get; init; }

    /// <summary>How many jobs of one owner may be unfinished at the same time; 0 for any number.</summary>
    public int MostUnfinished { get; init; }

    /// <summary>How many jobs one owner may start in a minute; 0 for any number.</summary>
    public int MostStartsPerMinute { get; init; }

    /// <summary>How many streams one owner may hold; 0 for any number.</summary>
    public int MostStreams { get; init; }

    /// <summary>Whether what an owner may have and start is limited.</summary>
    public bool HasLimits => MostUnfinished > 0 || MostStartsPerMinute > 0;

    /// <summary>The value of <see cref="JobVariables.CallbackHosts"/>; null where the deployment does not say it.</summary>
    public string? CallbackHosts { get; init; }

    /// <summary>The value of <see cref="JobVariables.WebhookSecret"/>; null where the deployment does not say it.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Whether callbacks are enabled, as far as the deployment knows.</summary>
    public bool HasCallbacks => CallbackHosts is not null;

    /// <summary>The origins whose pages may call; empty for none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];
}
