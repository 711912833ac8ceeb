using System.Net;
using System.Security.Cryptography;
using AsyncJobs.Callbacks;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Makes what the command line says about callbacks into the options of the platform.</summary>
internal static class LocalCallbacks
{
    private const int MadeSecretBytes = 32;

    /// <summary>A secret for those who gave none, as Standard Webhooks writes it.</summary>
    public static string MakeSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(MadeSecretBytes));

    /// <summary>Whether nobody but this machine reaches what listens there. Of names, the server takes localhost alone for this machine.</summary>
    public static bool IsOfThisMachineAlone(Uri url) =>
        url.DnsSafeHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>The options.</summary>
    /// <param name="hosts">The hosts that were given.</param>
    /// <param name="secrets">The secrets.</param>
    /// <param name="allowsLoopback">Whether callbacks may go to this machine: whoever can start a job here can then reach it anyway.</param>
    /// <exception cref="LocalOptionsException">A host or a secret is malformed. The message does not hold the secret.</exception>
    public static CallbackOptions Read(IReadOnlyList<string> hosts, IReadOnlyList<string> secrets, bool allowsLoopback)
    {
        try
        {
            return new CallbackOptions(secrets, hosts, allowsLoopback);
        }
        catch (ArgumentException exception)
        {
            string option = exception.ParamName == "secret" ? "--callback-secret" : "--callback-host";
            string fault = exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
            throw new LocalOptionsException($"{option} is malformed. {fault}");
        }
    }
}
