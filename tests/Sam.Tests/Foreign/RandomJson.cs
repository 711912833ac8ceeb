namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>Makes JSON templates as people and tools write them, with the comments and commas that SAM's readers let pass.</summary>
internal sealed class RandomJson(Random random)
{
    private static readonly string[] s_resources =
    [
        """{ "Type": "AWS::SQS::Queue" }""",
        """{"Type":"AWS::SQS::Queue","Properties":{"QueueName":{"Fn::Sub":"${AWS::StackName}-\u00fcn\u00ef \"}, {\" // no comment"}}}""",
        "{\n\t\t\t\"Type\": \"AWS::SNS::Topic\", // a } topic\n\t\t\t\"Properties\" : {\n\t\t\t\t\"DisplayName\": \"😀 /* no */\"\n\t\t\t}\n\t\t}",
        "{\n\t\t\t\"Type\": \"AWS::Serverless::Function\",\n\t\t\t\"Metadata\": { \"Tool\": \"Amazon.Lambda.Annotations\" },\n\t\t\t\"Properties\": { \"Handler\": \"a\\/b\", \"MemorySize\": 512.0, \"Timeout\": 1e1 }\n\t\t}",
        "{ /* \"AsyncJobsTable\": { */ \"Type\": \"Custom::Late\",\n\n\t\t\t\"Properties\": [ 1, -0.5, true, null, [], {}, ], }",
        "{\n\t\t\t// nothing yet\n\t\t}",
        "{}",
    ];

    /// <summary>Makes a template.</summary>
    public string Make()
    {
        List<string> sections =
        [
            Choose("", "\"AWSTemplateFormatVersion\" : \"2010-09-09\""),
            Choose("\"Transform\": \"AWS::Serverless-2016-10-31\"", "\"Transform\": [ \"AWS::LanguageExtensions\", \"AWS::Serverless-2016-10-31\" ]"),
            Choose("", "\"Description\": \"Ein Gesch\\u00e4ft {\""),
            Resources(),
            Choose("", "\"Outputs\": {}", "\"Outputs\": { \"Queue\": { \"Value\": { \"Ref\": \"Orders0\" } } }"),
        ];
        sections.RemoveAll(section => section.Length == 0);
        string[] all = [.. sections];
        if (random.Next(2) == 0)
            random.Shuffle(all);
        string text = Choose("", "// The shop.\n") + "{" + Choose("\n\t", "\n\t/* first */\n\t")
            + string.Join(Choose(",\n\t", " ,\n\t", ", // next\n\t"), all) + Choose("\n", ",\n", " // last\n") + "}" + Choose("", "\n", "\n// end\n");
        if (random.Next(5) == 0 && !text.Contains("//", StringComparison.Ordinal))
            text = text.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        text = text.Replace("\t", Choose("  ", "    ", "\t"), StringComparison.Ordinal);
        return random.Next(3) == 0 ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
    }

    private string Resources()
    {
        int count = random.Next(0, 5);
        string separator = Choose(",\n\t\t", ", ", " /* and */ ,\n\n\t\t", ", // and\n\t\t");
        IEnumerable<string> all = Enumerable.Range(0, count)
            .Select(i => $"\"{Choose("Orders", "Ünï", "SampleOrders", "asyncJobsTable")}{i}\"{Choose(":", " : ", ": ")}{s_resources[random.Next(s_resources.Length)]}");
        return count == 0
            ? "\"Resources\": " + Choose("{}", "{ }", "{\n\t}", "{\n\t\t// none\n\t}")
            : $"\"Resources\": {{{Choose("\n\t\t", " ")}{string.Join(separator, all)}{Choose("\n\t", " ", ",\n\t", " /* the last */\n\t", " // the last\n\t")}}}";
    }

    private string Choose(params string[] texts) => texts[random.Next(texts.Length)];
}
