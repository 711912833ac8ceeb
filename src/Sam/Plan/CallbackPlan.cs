using System.Text.RegularExpressions;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>The callbacks of the jobs, where the build enables them.</summary>
/// <param name="Hosts">The hosts that they may go to, separated by spaces.</param>
/// <param name="Secrets">Where the secrets stand that sign them; empty where the deployment sets the variable itself.</param>
internal sealed partial record CallbackPlan(string Hosts, IReadOnlyList<SecretReference> Secrets)
{
    private const string HostsProperty = "AsyncJobsCallbackHosts";
    private const string SecretProperty = "AsyncJobsWebhookSecret";

    private static readonly char[] s_separators = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The value of the functions' variable; null where the deployment sets it itself.</summary>
    public string? SecretText => Secrets.Count > 0 ? string.Join(" ", Secrets.Select(static secret => secret.Text)) : null;

    /// <summary>What a function needs to read them.</summary>
    public IEnumerable<SecretPermission> Permissions => Secrets
        .GroupBy(static secret => secret.IsParameter)
        .OrderBy(static place => place.Key)
        .Select(static place => place.Key
            ? new SecretPermission("AsyncJobsParameters", "ssm:GetParameter", [.. place])
            : new SecretPermission("AsyncJobsSecrets", "secretsmanager:GetSecretValue", [.. place]));

    /// <summary>Null where the build does not enable callbacks.</summary>
    /// <exception cref="TemplateException">A property is not what it has to be.</exception>
    public static CallbackPlan? Make(AssemblyManifest assembly, TemplateOptions options)
    {
        string[] hosts = Parts(options.CallbackHosts ?? assembly.Setting(ManifestNames.CallbackHosts));
        string[] secrets = Parts(options.WebhookSecret ?? assembly.Setting(ManifestNames.WebhookSecret));
        if (hosts.Length == 0)
        {
            return secrets.Length == 0 ? null : throw new TemplateException(
                ErrorCodes.CommandLine, $"{SecretProperty} signs callbacks, and {HostsProperty} names no host that they may go to. Set both.");
        }

        if (Array.Find(hosts, static host => !Host().IsMatch(host)) is { } wrong)
        {
            throw new TemplateException(
                ErrorCodes.CommandLine,
                $"{HostsProperty} has '{wrong}'; it must be hosts such as hooks.example.com, *.example.com or hooks.example.com:8443.");
        }

        // What is wrong may be a secret, and is not repeated.
        SecretReference?[] references = [.. secrets.Select(SecretReference.TryParse)];
        return references.Contains(null)
            ? throw new TemplateException(
                ErrorCodes.CommandLine,
                $"{SecretProperty} must say where the secret stands: {SecretReference.SecretsManager} or {SecretReference.ParameterStore} and its "
                + "name or ARN. A secret itself does not belong into a project.")
            : new CallbackPlan(string.Join(" ", hosts), [.. references.OfType<SecretReference>()]);
    }

    /// <summary>The hosts, or the secrets, of a list as projects and functions have it.</summary>
    public static string[] Parts(string? list) => (list ?? "").Split(s_separators, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?\z")]
    private static partial Regex Host();
}
