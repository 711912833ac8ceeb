using Amazon.DynamoDBv2;
using AsyncJobs.Callbacks;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Storage;

namespace AsyncJobs.Testing;

/// <summary>How a <see cref="JobTestHost"/> behaves.</summary>
public sealed class JobTestHostOptions
{
    /// <summary>
    /// What the host's clock shows first. Null for the present, in whole seconds. A DynamoDB removes by a clock of its own what has expired: no job
    /// stays long in it whose time lies in the past.
    /// </summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>
    /// For how long, in real time, no code of a method runs before the host takes it to hang and lets time go on until the method's timeout. Raise it
    /// for methods that wait for something real, such as a database, or make it <see cref="Timeout.InfiniteTimeSpan"/>. Default: 2 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative and not infinite.</exception>
    public TimeSpan HangsAfter
    {
        get;
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>How long, in real time, the host waits for what a test waits for before it gives up. Default: 1 minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan GivesUpAfter
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>How long Lambda waits before it tries a failed event again; the second time twice as long. Default: 1 minute, as on AWS.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(Shared.DeploymentDefaults.RetryDelaySeconds);

    /// <inheritdoc cref="Jobs.JobPlatform.Owner"/>
    /// <remarks>Null for what the environment of the application says, else for what its build wrote into the assembly.</remarks>
    public string? Owner { get; set; }

    /// <inheritdoc cref="Jobs.JobPlatform.PublicBaseUrl"/>
    public Uri? PublicBaseUrl { get; set; }

    /// <inheritdoc cref="Jobs.JobPlatform.IdempotencySecret"/>
    public ReadOnlyMemory<byte> IdempotencySecret { get; set; }

    /// <summary>
    /// Where payloads are kept that are too large for an event or an item. Null for memory where the application's services register a payload store,
    /// and for none where they do not. Files of jobs in another store have that store's URLs; those of <see cref="InMemoryPayloadStore"/> lead
    /// nowhere.
    /// </summary>
    public IPayloadStore? Payloads { get; set; }

    /// <summary>Takes each line of the log, such as <c>output.WriteLine</c> of a test's output; null for nowhere.</summary>
    public Action<string>? LogTo { get; set; }

    internal IReadOnlyList<string>? CallbackHosts { get; private set; }

    internal string? CallbackSecret { get; private set; }

    internal HttpMessageHandler? CallbackReceiver { get; private set; }

    internal IAmazonDynamoDB? DynamoDb { get; private set; }

    internal string? TableName { get; private set; }

    /// <summary>Keeps the jobs in a DynamoDB, such as DynamoDB Local, instead of in memory.</summary>
    /// <param name="client">The client, which stays the test's to dispose of.</param>
    /// <param name="tableName">
    /// The table, which is made where it is missing, and stays. Null for one of the host's own, which is removed with the host.
    /// </param>
    public void UseDynamoDb(IAmazonDynamoDB client, string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        DynamoDb = client;
        TableName = tableName;
    }

    /// <summary>
    /// Lets the callers of jobs register callbacks, as a deployment does by <c>ASYNCJOBS_CALLBACK_HOSTS</c>. The host takes what is sent to them, and
    /// <see cref="JobTestHost.Callbacks"/> shows it. Nothing is looked up or connected to.
    /// </summary>
    /// <param name="hosts">The hosts that callbacks may go to, such as <c>hooks.example.com</c> or <c>*.example.com</c>.</param>
    /// <param name="secret">
    /// What callbacks are signed with: <c>whsec_</c> and the base64 of 24 to 64 bytes. Null for one that is made for the host:
    /// <see cref="JobCallbacks.Secret"/>.
    /// </param>
    /// <param name="receiver">
    /// Answers the callbacks that the test orders no answer for, such as the handler of a test server that runs the receiving application. It stays
    /// the test's to dispose of. Null for 200 to each.
    /// </param>
    /// <exception cref="ArgumentException">There is no host, or a host or the secret is not of that form. The message does not hold the
    /// secret.</exception>
    public void UseCallbacks(IEnumerable<string> hosts, string? secret = null, HttpMessageHandler? receiver = null)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        CallbackHosts = [.. hosts];
        CallbackSecret = secret ?? LocalCallbacks.MakeSecret();
        CallbackReceiver = receiver;

        // Says here what is wrong with them.
        _ = new CallbackOptions([CallbackSecret], CallbackHosts);
    }
}
