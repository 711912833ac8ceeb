using System.Reflection;
using Amazon.DynamoDBv2;
using AsyncJobs.Local.Operations;
using AsyncJobs.Shared;
using AsyncJobs.Storage;
using AsyncJobs.Tool.Aws;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Http;
using AsyncJobs.Tool.Output;

namespace AsyncJobs.Tool.Places;

/// <summary>Finds the jobs that the command line names.</summary>
/// <param name="output">Where it warns and asks.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
internal sealed class PlaceOpener(ToolOutput output, Func<string, string?> environment, TimeProvider time)
{
    private const string NoFunction =
        "Jobs are cancelled and run again by the deployed function that serves /jobs/{id}, which has the code and the permissions for it. "
        + "Name it with --function, or name the --stack, which knows it.";

    // An operator's machine has none of the settings of the deployment, so it judges as a deployment without them does.
    private static readonly TimeSpan s_lostAfter = TimeSpan.FromSeconds(DeploymentDefaults.LostAfterSeconds);

    /// <summary>The version of this command, which is that of all packages.</summary>
    public static string Version { get; } =
        typeof(PlaceOpener).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Opens the place.</summary>
    /// <exception cref="ToolException">The command line does not name one.</exception>
    /// <exception cref="OperationsException">It cannot be used.</exception>
    public async Task<JobPlace> OpenAsync(TargetSettings settings, CancellationToken cancellationToken)
    {
        var target = Target.Of(settings, environment);
        if (target.Url is { } url)
        {
            if (await ThisMachine.IsElsewhereAsync(url, cancellationToken).ConfigureAwait(false))
                throw ToolException.BadCommandLine(Elsewhere(url));

            HttpOperations operations = await HttpOperations.OpenAsync(url, Version, output.Warn, cancellationToken).ConfigureAwait(false);
            return new JobPlace(operations, operations);
        }

        AwsOptions options = new(settings.Region, settings.Profile, settings.Endpoint);
        AwsSession session = await AwsSession.OpenAsync(options, environment, AskForCode).ConfigureAwait(false);
        (string table, string? function, string? whyNone) = target.Stack is { } stack
            ? await FindInStackAsync(session, stack, target.Function, cancellationToken).ConfigureAwait(false)
            : (target.Table!, target.Function, NoFunction);
        return await OpenAsync(session, table, function, whyNone, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(string Table, string? Function, string? WhyNone)> FindInStackAsync(
        AwsSession session, string stack, string? named, CancellationToken cancellationToken)
    {
        StackJobs jobs;
        using (CloudFormationClient client = session.CloudFormation())
        {
            try
            {
                jobs = new StackJobs(stack, await client.ListResourcesAsync(stack, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (AwsExplanation.IsOfAws(exception))
            {
                throw AwsExplanation.Of(exception, session.Place, $"the stack '{stack}'", "cloudformation:ListStackResources");
            }
        }

        string table = jobs.FindTable();
        try
        {
            return (table, jobs.FindFunction(named), null);
        }
        catch (OperationsException exception) when (named is null)
        {
            // Who only looks at jobs does not need it.
            return (table, null, exception.Message);
        }
    }

    private async Task<JobPlace> OpenAsync(
        AwsSession session, string table, string? function, string? whyNone, CancellationToken cancellationToken)
    {
        IAmazonDynamoDB client = session.DynamoDb();
        try
        {
            TableFacts facts = await TableFacts.ReadAsync(client, table, session.Place, cancellationToken).ConfigureAwait(false);
            StatusFunction? status = function is null ? null : new StatusFunction(session.Lambda(), function, session.Place);
            OperationsInfo info = new($"in the table {table} in {session.Place.Region}")
            {
                WhyNoCommands = status is null ? whyNone : null,
                ListNote = facts.Lists.OfAll ? null : ScanNote(facts.Bytes),
            };
            StoreOperations operations = new(
                info, new DynamoDbJobStore(client, table), facts.Lists, s_lostAfter, status is null ? NoneAsync : status.InvokeAsync, time);
            return new JobPlace(new AwsOperations(operations, session.Place, table), status is null ? [client] : [client, status])
            {
                ListsOwners = facts.Lists.OfOwners,
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static string Elsewhere(Uri url) =>
        $"A local host gives its jobs to its own machine alone, and '{url.Host}' is another one. Run the command there, or make a tunnel, such as "
        + $"with ssh -L {url.Port}:localhost:{url.Port} {url.Host}, and give --url http://localhost:{url.Port}. "
        + "For deployed jobs, give --stack or --table.";

    private static string ScanNote(long bytes) =>
        $"The table has no index of all jobs, so each list reads it whole: {ScanPrice.Of(bytes)}. AsyncJobsListAll adds the index.";

    private static Task<ReadOnlyMemory<byte>> NoneAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        throw new OperationsException(NoFunction);

    private string AskForCode() => output.CanAsk
        ? output.AskSecret("The code of your MFA device: ")
        : throw new ToolException("The profile asks for the code of an MFA device, and there is nobody to ask: this is no terminal.");
}
