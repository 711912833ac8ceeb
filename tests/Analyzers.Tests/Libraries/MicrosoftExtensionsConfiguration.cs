using System;
using System.Collections.Generic;

namespace Microsoft.Extensions.Configuration
{
    public interface IConfiguration
    {
        string? this[string key] { get; set; }

        IConfigurationSection GetSection(string key);

        IEnumerable<IConfigurationSection> GetChildren();
    }

    public interface IConfigurationRoot : IConfiguration
    {
    }

    public interface IConfigurationSection : IConfiguration
    {
        string Key { get; }
        string Path { get; }
        string? Value { get; set; }
    }

    public interface IConfigurationBuilder
    {
        IConfigurationRoot Build();
    }

    public class ConfigurationBuilder : IConfigurationBuilder
    {
        public IConfigurationRoot Build() => throw new NotSupportedException();
    }

    public static class EnvironmentVariablesExtensions
    {
        public static IConfigurationBuilder AddEnvironmentVariables(this IConfigurationBuilder configurationBuilder) => configurationBuilder;
    }

    public static class ConfigurationBinder
    {
        public static T? Get<T>(this IConfiguration configuration) => default;

        public static void Bind(this IConfiguration configuration, object? instance)
        {
        }

        public static T? GetValue<T>(this IConfiguration configuration, string key) => default;

        public static T? GetValue<T>(this IConfiguration configuration, string key, T defaultValue) => defaultValue;
    }

    public static class ConfigurationExtensions
    {
        public static IConfigurationSection GetRequiredSection(this IConfiguration configuration, string key) => configuration.GetSection(key);
    }
}
