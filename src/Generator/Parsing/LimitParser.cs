using System.Globalization;
using AsyncJobs.Generator.Model;
using AsyncJobs.Shared;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the numbers and switches of [AsyncJob] and holds them to what Lambda and the runtime allow.</summary>
internal static class LimitParser
{
    public static JobLimits Parse(AttributeData attribute, Faults faults)
    {
        JobLimits limits = new();
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Value.Value is bool isOn)
                limits = Switch(limits, argument.Key, isOn);
            if (argument.Value.Value is not int value)
                continue;

            switch (argument.Key)
            {
                case nameof(JobLimits.TimeoutSeconds):
                    Check(argument.Key, value, JobRanges.LeastTimeoutSeconds, JobRanges.MostTimeoutSeconds);
                    limits = limits with { TimeoutSeconds = value };
                    break;
                case nameof(JobLimits.MemorySize):
                    Check(argument.Key, value, JobRanges.LeastMemorySize, JobRanges.MostMemorySize);
                    limits = limits with { MemorySize = value };
                    break;
                case nameof(JobLimits.MaxAttempts):
                    Check(argument.Key, value, JobRanges.LeastMaxAttempts, JobRanges.MostMaxAttempts);
                    limits = limits with { MaxAttempts = value };
                    break;
                case nameof(JobLimits.ReserveMilliseconds):
                    Check(argument.Key, value, JobRanges.LeastReserveMilliseconds, JobRanges.MostReserveMilliseconds);
                    limits = limits with { ReserveMilliseconds = value };
                    break;
                case nameof(JobLimits.RetentionHours):
                    Check(argument.Key, value, JobRanges.LeastRetentionHours, JobRanges.MostRetentionHours);
                    limits = limits with { RetentionHours = value };
                    break;
                case nameof(JobLimits.TotalTimeoutSeconds):
                    Check(argument.Key, value, JobRanges.LeastTotalTimeoutSeconds, JobRanges.MostTotalTimeoutSeconds);
                    limits = limits with { TotalTimeoutSeconds = value };
                    break;
            }
        }

        if (!faults.IsBroken && limits.ReserveMilliseconds >= limits.TimeoutSeconds * 1000)
            CheckReserve();
        return limits;

        void Check(string property, int value, int least, int most)
        {
            if (value < least || value > most)
                faults.Add(Rules.LimitOutOfRange, FaultSite.Property(attribute, property), property, Text(value), $"from {Text(least)} to {Text(most)}");
        }

        // Whichever of the two was written is the one to change; a timeout of 1 s meets the default reserve of 1 s.
        void CheckReserve()
        {
            string property = nameof(JobLimits.TimeoutSeconds);
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                if (argument.Key == nameof(JobLimits.ReserveMilliseconds))
                    property = argument.Key;
            }

            faults.Add(
                Rules.LimitOutOfRange,
                FaultSite.Property(attribute, property),
                nameof(JobLimits.ReserveMilliseconds),
                Text(limits.ReserveMilliseconds),
                $"less than the timeout of {Text(limits.TimeoutSeconds)} s");
        }
    }

    private static JobLimits Switch(JobLimits limits, string property, bool isOn) => property switch
    {
        nameof(JobLimits.RetryOnTimeout) => limits with { RetryOnTimeout = isOn },
        nameof(JobLimits.RequireIdempotencyKey) => limits with { RequireIdempotencyKey = isOn },
        _ => limits,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
