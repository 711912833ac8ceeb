using System.Security.Cryptography;
using AsyncJobs.Callbacks;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Makes what the command line says about callbacks into the options of the platform.</summary>
internal static class LocalCallbacks
{
    private const int MadeSecretBytes = 32;

    /// <summary>A secret for those who gave none, as Standard Webhooks writes it.</summary>
    public static string MakeSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(MadeSecretBytes));

    /// <summary>The options. Callbacks to this machine are allowed in any case: whoever can start a job here can reach it anyway.</summary>
    /// <exception cref="LocalOptionsException">A host or a secret is malformed. The message does not hold the secret.</exception>
    public static CallbackOptions Read(IReadOnlyList<string> hosts, IReadOnlyList<string> secrets)
    {
        try
        {
            return new CallbackOptions(secrets, hosts, allowsLoopback: true);
        }
        catch (ArgumentException exception)
        {
            string option = exception.ParamName == "secret" ? "--callback-secret" : "--callback-host";
            string fault = exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
            throw new LocalOptionsException($"{option} is malformed. {fault}");
        }
    }
}
