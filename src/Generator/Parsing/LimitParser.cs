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
            // A list has no value, and says so by throwing.
            if (argument.Value.Kind is TypedConstantKind.Array)
                continue;
            if (argument.Value.Value is bool isOn)
                limits = With(limits, argument.Key, isOn);
            if (argument.Value.Value is not int value)
                continue;

            limits = With(limits, argument.Key, value);
            if (RangeOf(argument.Key, faults) is { } range && (value < range.Least || value > range.Most))
                Add(argument.Key, argument.Key, value, $"from {Text(range.Least)} to {Text(range.Most)}{Beyond(argument.Key, value)}");
        }

        if (!faults.IsBroken && limits.ReserveMilliseconds >= limits.TimeoutSeconds * 1000)
        {
            Add(
                ReserveOrTimeout(attribute),
                nameof(JobLimits.ReserveMilliseconds),
                limits.ReserveMilliseconds,
                $"less than the timeout of {Text(limits.TimeoutSeconds)} s");
        }

        if (!faults.IsBroken)
            CheckEffect(limits, attribute, faults);
        return limits;

        void Add(string place, string property, int value, string allowed) =>
            faults.Add(Rules.LimitOutOfRange, FaultSite.Property(attribute, place), property, Text(value), allowed);
    }

    private static void CheckEffect(JobLimits limits, AttributeData attribute, Faults faults)
    {
        if (limits is { RetryOnTimeout: true, MaxAttempts: 1 })
            Add(nameof(JobLimits.RetryOnTimeout), "with MaxAttempts = 1, which leaves no attempt to retry", "raise MaxAttempts");
        if (IsSet(attribute, nameof(JobLimits.TotalTimeoutSeconds)) && StateParser.Find(attribute) is null)
            Add(nameof(JobLimits.TotalTimeoutSeconds), "without State, since only a job with one goes on in other invocations", "set State");

        void Add(string property, string why, string instead) =>
            faults.Add(Rules.NoEffect, FaultSite.Property(attribute, property), property, why, instead);
    }

    private static bool IsSet(AttributeData attribute, string property)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == property)
                return true;
        }

        return false;
    }

    private static string Beyond(string property, int value) =>
        property == nameof(JobLimits.TimeoutSeconds) && value is > JobRanges.MostTimeoutSeconds and <= JobRanges.MostManagedTimeoutSeconds
            ? $", or up to {Text(JobRanges.MostManagedTimeoutSeconds)} if {CapacityProviderValue.Property} names the capacity provider of Lambda "
                + "Managed Instances that its worker runs on"
            : "";

    private static (int Least, int Most)? RangeOf(string property, Faults faults) => property switch
    {
        nameof(JobLimits.TimeoutSeconds) =>
            (JobRanges.LeastTimeoutSeconds, faults.AllowsManagedTimeouts ? JobRanges.MostManagedTimeoutSeconds : JobRanges.MostTimeoutSeconds),
        nameof(JobLimits.MemorySize) => (JobRanges.LeastMemorySize, JobRanges.MostMemorySize),
        nameof(JobLimits.MaxAttempts) => (JobRanges.LeastMaxAttempts, JobRanges.MostMaxAttempts),
        nameof(JobLimits.ReserveMilliseconds) => (JobRanges.LeastReserveMilliseconds, JobRanges.MostReserveMilliseconds),
        nameof(JobLimits.RetentionHours) => (JobRanges.LeastRetentionHours, JobRanges.MostRetentionHours),
        nameof(JobLimits.TotalTimeoutSeconds) => (JobRanges.LeastTotalTimeoutSeconds, JobRanges.MostTotalTimeoutSeconds),
        _ => null,
    };

    private static JobLimits With(JobLimits limits, string property, int value) => property switch
    {
        nameof(JobLimits.TimeoutSeconds) => limits with { TimeoutSeconds = value },
        nameof(JobLimits.MemorySize) => limits with { MemorySize = value },
        nameof(JobLimits.MaxAttempts) => limits with { MaxAttempts = value },
        nameof(JobLimits.ReserveMilliseconds) => limits with { ReserveMilliseconds = value },
        nameof(JobLimits.RetentionHours) => limits with { RetentionHours = value },
        nameof(JobLimits.TotalTimeoutSeconds) => limits with { TotalTimeoutSeconds = value },
        _ => limits,
    };

    private static JobLimits With(JobLimits limits, string property, bool isOn) => property switch
    {
        nameof(JobLimits.RetryOnTimeout) => limits with { RetryOnTimeout = isOn },
        nameof(JobLimits.RequireIdempotencyKey) => limits with { RequireIdempotencyKey = isOn },
        nameof(JobLimits.KeepInput) => limits with { KeepInput = isOn },
        _ => limits,
    };

    // Whichever of the two was written is the one to change; a timeout of 1 s meets the default reserve of 1 s.
    private static string ReserveOrTimeout(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == nameof(JobLimits.ReserveMilliseconds))
                return argument.Key;
        }

        return nameof(JobLimits.TimeoutSeconds);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
