using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Lambda Managed Instances, on which workers run that need more time than Lambda itself gives.</summary>
internal static class CapacityPlan
{
    /// <summary>The capacity provider; null for none.</summary>
    /// <exception cref="TemplateException">The option names none, a job needs one, or a job cannot run there.</exception>
    public static ArnOption? Make(AssemblyManifest assembly, TemplateOptions options)
    {
        ArnOption? provider = ArnOption.Parse(ArnKind.CapacityProvider, options.CapacityProvider);
        foreach (JobManifest job in assembly.Jobs.Where(static job => CapacityProviderValue.IsNeededFor(job.TimeoutSeconds)))
        {
            if (provider is null)
            {
                throw Fault(
                    $"The job '{job.Name}' has a timeout of {job.TimeoutSeconds} s, and Lambda itself ends an invocation after "
                    + $"{JobRanges.MostTimeoutSeconds} s. Set {CapacityProviderValue.Property} to the capacity provider of Lambda Managed Instances "
                    + "that its worker runs on, or a shorter TimeoutSeconds.");
            }

            if (job.MemorySize < JobRanges.LeastManagedMemorySize)
            {
                throw Fault(
                    $"The job '{job.Name}' has a timeout of {job.TimeoutSeconds} s and {job.MemorySize} MB of memory. Its worker runs on Lambda "
                    + $"Managed Instances, which take {JobRanges.LeastManagedMemorySize} MB at least: set its MemorySize to that or more.");
            }
        }

        return provider;
    }

    private static TemplateException Fault(string message) => new(ErrorCodes.CapacityProvider, message);
}
