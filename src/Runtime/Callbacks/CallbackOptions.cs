namespace AsyncJobs.Callbacks;

/// <summary>Which callbacks the callers of jobs may register, and how they are signed. Both are needed: without them there are none.</summary>
public sealed class CallbackOptions
{
    private readonly Lazy<CallbackClient> _client;

    /// <summary>Makes the options.</summary>
    /// <param name="secrets">
    /// The secrets of the signatures as Standard Webhooks writes them: <c>whsec_</c> and the base64 of 24 to 64 bytes. Each callback is signed
    /// with every one of them, so that a secret can be exchanged while receivers still verify with the one before.
    /// </param>
    /// <param name="hosts">
    /// The hosts that callbacks may go to: <c>hooks.example.com</c>, or <c>*.example.com</c> for every name below that one; with <c>:8443</c>
    /// for another port than 443.
    /// </param>
    /// <exception cref="ArgumentException">There is no secret or no host, or one is not of that form. The message does not hold a secret.</exception>
    public CallbackOptions(IEnumerable<string> secrets, IEnumerable<string> hosts)
        : this(secrets, hosts, allowsLoopback: false)
    {
    }

    /// <summary>Makes the options of a developer's own machine.</summary>
    /// <param name="secrets">The secrets of the signatures, as in the other constructor.</param>
    /// <param name="hosts">The hosts that callbacks may go to, as in the other constructor; there need not be one if loopback is allowed.</param>
    /// <param name="allowsLoopback">
    /// Whether callbacks may also go to this machine, <c>localhost</c> and loopback addresses, over http or https and at any port. Only where
    /// everybody
    /// who can start a job may reach what listens there, as on a laptop: the local host sets it. Never set it in the cloud.
    /// </param>
    /// <exception cref="ArgumentException">There is no secret or nowhere to go, or one is not of that form. The message does not hold a
    /// secret.</exception>
    public CallbackOptions(IEnumerable<string> secrets, IEnumerable<string> hosts, bool allowsLoopback)
        : this(secrets, hosts, allowsLoopback, reader: null)
    {
    }

    /// <summary>Makes the options of a deployment, whose secrets may be references to those that stand elsewhere.</summary>
    /// <param name="secrets">The secrets, as in the other constructor, or where they stand.</param>
    /// <param name="hosts">The hosts that callbacks may go to, as in the other constructor.</param>
    /// <param name="allowsLoopback">Whether callbacks may also go to this machine.</param>
    /// <param name="reader">Reads what is referred to; null where nothing may be.</param>
    /// <exception cref="ArgumentException">As in the other constructors.</exception>
    internal CallbackOptions(IEnumerable<string> secrets, IEnumerable<string> hosts, bool allowsLoopback, ISecretReader? reader)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(hosts);
        Keys = new WebhookKeys(secrets, reader);
        Hosts = [.. hosts.Select(CallbackHost.Parse)];
        if (!Keys.HasAny)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));
        AllowsLoopback = allowsLoopback;
        if (Hosts.Count == 0 && !allowsLoopback)
            throw new ArgumentException("At least one host is needed.", nameof(hosts));

        _client = new(() => new CallbackClient(Network, AllowsLoopback));
    }

    internal IReadOnlyList<CallbackHost> Hosts { get; }

    /// <summary>Whether callbacks may go to this machine.</summary>
    internal bool AllowsLoopback { get; }

    internal WebhookKeys Keys { get; }

    /// <summary>How receivers are found and reached.</summary>
    internal CallbackNetwork Network { get; init; } = new();

    /// <summary>Gives a number from 0 to 1 for each pause between two tries; null for random ones.</summary>
    internal Func<double>? Jitter { get; init; }

    /// <summary>The client, made with the first callback: a start without callbacks does not pay for it.</summary>
    internal CallbackClient Client => _client.Value;
}
