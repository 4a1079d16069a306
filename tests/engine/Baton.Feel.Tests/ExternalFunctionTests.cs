namespace Baton.Feel.Tests;

public sealed class ExternalFunctionTests
{
    [Fact]
    public void Without_permission_an_external_function_is_null_and_the_warning_says_which_and_how_to_allow_it()
    {
        var result = Feel.Run("""function(a) external {java: {class: "java.lang.Math", method signature: "cos( double )"}}""");
        Assert.True(result.Value.IsNull);
        var warning = Assert.Single(result.Warnings);
        Assert.Contains("java.lang.Math.cos(double)", warning.Message, StringComparison.Ordinal);
        Assert.Contains("ExternalFunctions.With", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("{java: {class: \"java.lang.Math\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"cos\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"cos(quaternion)\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"java.lang.Math.cos(double)\"}}")]
    [InlineData("{pmml: {document: \"a\", model: \"b\"}}")]
    public void A_definition_that_names_no_method_is_null_with_a_warning(string definition)
    {
        var result = Allowed(ExternalFunctions.JavaBasics, $"function(a) external {definition}");
        Assert.True(result.Value.IsNull);
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData("byte", "127", true)]
    [InlineData("byte", "128", false)]
    [InlineData("short", "-32768", true)]
    [InlineData("short", "-32769", false)]
    [InlineData("int", "2147483647", true)]
    [InlineData("int", "2147483648", false)]
    [InlineData("int", "1.5", false)]
    [InlineData("int", "[1]", true)]
    [InlineData("int", "null", false)]
    [InlineData("java.lang.Integer", "null", true)]
    [InlineData("long", "9223372036854775807", true)]
    [InlineData("java.math.BigInteger", "9223372036854775808", true)]
    [InlineData("java.math.BigDecimal", "1.5", true)]
    [InlineData("java.math.BigDecimal", "\"1\"", false)]
    [InlineData("double", "\"1\"", false)]
    [InlineData("char", "\"a\"", true)]
    [InlineData("char", "\"ab\"", false)]
    [InlineData("java.lang.String", "\"ab\"", true)]
    [InlineData("java.lang.String", "1", false)]
    [InlineData("boolean", "true", true)]
    [InlineData("boolean", "1", false)]
    [InlineData("java.lang.Object", "{a: 1}", true)]
    [InlineData("java.util.List", "[1, 2]", true)]
    [InlineData("java.util.Map", "{a: 1}", true)]
    [InlineData("java.time.LocalDate", "@\"2026-03-01\"", true)]
    [InlineData("java.time.LocalDate", "@\"2026-03-01T00:00:00\"", false)]
    [InlineData("java.time.Duration", "@\"P1D\"", true)]
    [InlineData("java.time.Period", "@\"P1M\"", true)]
    [InlineData("int[]", "[1, 2]", true)]
    [InlineData("[I", "[1, 2.5]", false)]
    public void An_argument_is_converted_to_the_type_of_the_signature_or_the_result_is_null(string type, string argument, bool fits)
    {
        var calls = 0;
        var functions = ExternalFunctions.None.With(
            "org.example.Test",
            $"call({type})",
            arguments =>
            {
                calls++;
                return arguments.Length;
            }
        );
        var result = Allowed(functions, Call("org.example.Test", $"call({type})", "a", argument));
        Assert.Equal(fits, calls == 1);
        Assert.Equal(fits, result.Warnings.Count == 0);
        Assert.Equal(!fits, result.Value.IsNull);
    }

    [Fact]
    public void A_double_and_a_float_lose_the_digits_that_Java_would_lose()
    {
        var functions = ExternalFunctions
            .None.With("T", "d(double)", arguments => arguments[0])
            .With("T", "f(float)", arguments => arguments[0]);
        Assert.Equal("1.2345678901234567", Allowed(functions, Call("T", "d(double)", "a", "1.23456789012345678901")).Value.ToString());
        Assert.Equal("1.2345679", Allowed(functions, Call("T", "f(float)", "a", "1.23456789012345678901")).Value.ToString());
    }

    [Theory]
    [InlineData("sum(int, double...)")]
    [InlineData("sum(int,[D)")]
    [InlineData("sum( int , double[] )")]
    public void An_array_at_the_end_takes_any_number_of_arguments_however_it_is_written(string signature)
    {
        var functions = ExternalFunctions.None.With("T", "sum(int, double[])", arguments => arguments.Length);
        Assert.Equal("1", Allowed(functions, Call("T", signature, "a", "1")).Value.ToString());
        Assert.Equal("3", Allowed(functions, Call("T", signature, "a, b, c", "1, 2, 3")).Value.ToString());
        Assert.Equal("4", Allowed(functions, Call("T", signature, "a, b", "1, [2, 3, 4]")).Value.ToString());
        Assert.Equal("null", Allowed(functions, Call("T", signature, "", "")).Value.ToString());
        Assert.Equal("null", Allowed(functions, Call("T", signature, "a, b", "1, \"x\"")).Value.ToString());
    }

    [Fact]
    public void The_declared_parameters_count_and_are_typed()
    {
        var functions = ExternalFunctions.None.With("T", "f(java.lang.Object)", arguments => arguments[0]);
        const string External = """external {java: {class: "T", method signature: "f(java.lang.Object)"}}""";
        Assert.Equal("1", Allowed(functions, $"(function(a: number) {External})(1)").Value.ToString());
        Assert.Equal("1", Allowed(functions, $"(function(a: number) {External})(a: 1)").Value.ToString());
        Assert.Equal("null", Allowed(functions, $"(function(a: number) {External})(\"x\")").Value.ToString());
        Assert.Equal("null", Allowed(functions, $"(function(a: number) {External})(1, 2)").Value.ToString());
        Assert.Equal("null", Allowed(functions, $"(function(a, b) {External})(1, 2)").Value.ToString());
    }

    [Fact]
    public void An_exception_of_the_host_is_null_with_its_message()
    {
        var functions = ExternalFunctions.None.With("T", "f()", _ => throw new InvalidOperationException("The line is dead."));
        var result = Allowed(functions, Call("T", "f()", "", ""));
        Assert.True(result.Value.IsNull);
        Assert.Contains("The line is dead.", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData("", "f()")]
    [InlineData("T", "")]
    [InlineData("T", "f")]
    [InlineData("T", "f(a b)")]
    [InlineData("T", "f(java.lang.Strng)")]
    public void A_permission_for_what_cannot_be_called_is_refused(string className, string signature) =>
        Assert.ThrowsAny<ArgumentException>(() => ExternalFunctions.None.With(className, signature, arguments => arguments[0]));

    [Fact]
    public void Lists_of_functions_are_joined_without_a_change_of_either()
    {
        var own = ExternalFunctions.None.With("T", "f()", _ => 1);
        var both = ExternalFunctions.JavaBasics.With(own);
        Assert.Equal("1", Allowed(both, Call("T", "f()", "", "")).Value.ToString());
        Assert.Equal("null", Allowed(ExternalFunctions.JavaBasics, Call("T", "f()", "", "")).Value.ToString());
        Assert.Equal("null", Allowed(own, Call("java.lang.Math", "abs(int)", "a", "-1")).Value.ToString());
        Assert.Equal("1", Allowed(both, Call("java.lang.Math", "abs(int)", "a", "-1")).Value.ToString());
    }

    [Theory]
    [InlineData("java.lang.Math", "max(int,int)", "123, 456", "456")]
    [InlineData("java.lang.Math", "max(double, double)", "123.45, 456.78", "456.78")]
    [InlineData("java.lang.Math", "max(float,float)", "123.46, 456.78", "456.78")]
    [InlineData("java.lang.Math", "max(long,long)", "123, 456", "456")]
    [InlineData("java.lang.Math", "max(java.lang.String, java.lang.String)", "\"1\", \"2\"", "null")]
    [InlineData("java.lang.Math", "foo(double)", "1", "null")]
    [InlineData("java.lang.Math", "sqrt(double)", "-1", "null")]
    [InlineData("java.lang.Math", "round(double)", "-2.5", "-2")]
    [InlineData("java.lang.Math", "rint(double)", "2.5", "2")]
    [InlineData("java.lang.Math", "abs(int)", "-2147483648", "-2147483648")]
    [InlineData("java.lang.Math", "addExact(int,int)", "2147483647, 1", "null")]
    [InlineData("java.lang.Math", "floorMod(int,int)", "-7, 3", "2")]
    [InlineData("java.lang.Math", "floorDiv(long,long)", "-7, 3", "-3")]
    [InlineData("java.lang.Math", "floorDiv(int,int)", "1, 0", "null")]
    [InlineData("java.lang.Short", "valueOf(short)", "123", "123")]
    [InlineData("java.lang.Byte", "valueOf(byte)", "3", "3")]
    [InlineData("java.lang.Integer", "valueOf(java.lang.String)", "\"123\"", "123")]
    [InlineData("java.lang.Integer", "valueOf(java.lang.String)", "\"12x\"", "null")]
    [InlineData("java.lang.Integer", "valueOf(java.lang.String)", "\"2147483648\"", "null")]
    [InlineData("java.lang.Float", "valueOf(java.lang.String)", "\"1234.56\"", "1234.56")]
    [InlineData("java.lang.Double", "valueOf(java.lang.String)", "\"1234.56\"", "1234.56")]
    [InlineData("java.lang.Double", "parseDouble(java.lang.String)", "\"NaN\"", "null")]
    [InlineData("java.lang.Boolean", "parseBoolean(java.lang.String)", "\"TRUE\"", "true")]
    [InlineData("java.math.BigDecimal", "valueOf(long)", "12", "12")]
    [InlineData("java.lang.String", "valueOf(char)", "\"a\"", "\"a\"")]
    [InlineData("java.lang.String", "valueOf(char)", "\"abc\"", "null")]
    [InlineData("java.lang.String", "valueOf(double)", "1", "\"1.0\"")]
    [InlineData("java.lang.String", "valueOf(double)", "0.00012", "\"1.2E-4\"")]
    [InlineData("java.lang.String", "valueOf(double)", "0.0012", "\"0.0012\"")]
    [InlineData("java.lang.String", "valueOf(double)", "-12345678", "\"-1.2345678E7\"")]
    [InlineData("java.lang.String", "valueOf(double)", "1234567.5", "\"1234567.5\"")]
    [InlineData("java.lang.String", "valueOf(java.lang.Object)", "null", "\"null\"")]
    [InlineData("java.lang.String", "valueOf(int)", "7", "\"7\"")]
    public void The_basics_of_Java_do_what_Java_does(string className, string signature, string arguments, string expected)
    {
        var names = string.Join(", ", arguments.Split(", ").Select((_, i) => $"p{i}"));
        Assert.Equal(expected, Allowed(ExternalFunctions.JavaBasics, Call(className, signature, names, arguments)).Value.ToString());
    }

    [Theory]
    [InlineData("\"foo %s\", \"bar\"", "foo bar")]
    [InlineData("\"%d%%\", 12", "12%")]
    [InlineData("\"%5d|%-5d|%05d|%+d\", 12, 12, -12, 12", "   12|12   |-0012|+12")]
    [InlineData("\"%,d\", 1234567", "1,234,567")]
    [InlineData("\"%.2f\", 2.345", "2.35")]
    [InlineData("\"%f\", 1.5", "1.500000")]
    [InlineData("\"%,.1f\", 1234.56", "1,234.6")]
    [InlineData("\"%.3e\", 12345", "1.235e+04")]
    [InlineData("\"%e\", 0", "0.000000e+00")]
    [InlineData("\"%x %X %o\", 255, 255, 8", "ff FF 10")]
    [InlineData("\"%2$s %1$s\", 1, 2", "2 1")]
    [InlineData("\"%s %S %.2s\", true, \"ab\", \"xyz\"", "true AB xy")]
    [InlineData("\"%b %c\", null, \"q\"", "false q")]
    [InlineData("\"%s %s\", null, [1]", "null [1]")]
    [InlineData("\"%(d\", -5", "(5)")]
    public void Format_writes_what_Java_writes(string arguments, string expected) => Assert.Equal(expected, Format(arguments).AsString());

    [Theory]
    [InlineData("\"%d\", 1.5")]
    [InlineData("\"%d\", \"x\"")]
    [InlineData("\"%s %s\", 1")]
    [InlineData("\"%q\", 1")]
    [InlineData("\"%\", 1")]
    [InlineData("\"%99999999d\", 1")]
    [InlineData("null, 1")]
    public void A_format_that_fails_is_null(string arguments) => Assert.True(Format(arguments).IsNull);

    [Fact]
    public void A_function_of_the_host_is_called_by_the_name_of_its_variable()
    {
        var twice = FeelFunction.Of("twice", ["number"], arguments => arguments[0].AsNumber() * FeelNumber.From(2));
        var scope = FeelContext.Of(("twice", FeelValue.From(twice)));
        Assert.Equal("4", Feel.Run("twice(2)", scope).Value.ToString());
        Assert.Equal("[2, 4]", Feel.Run("for i in [1, 2] return twice(number: i)", scope).Value.ToString());
        Assert.Equal("null", Feel.Run("twice()", scope).Value.ToString());
        Assert.Single(Feel.Run("twice(\"x\")", scope).Warnings);
    }

    private static FeelValue Format(string arguments)
    {
        var names = string.Join(", ", arguments.Split(", ").Select((_, i) => $"p{i}"));
        const string Signature = "format(java.lang.String, [Ljava.lang.Object;)";
        return Allowed(ExternalFunctions.JavaBasics, Call("java.lang.String", Signature, names, arguments)).Value;
    }

    private static string Call(string className, string signature, string names, string arguments) =>
        $$"""(function({{names}}) external {java: {class: "{{className}}", method signature: "{{signature}}"} })({{arguments}})""";

    private static FeelResult Allowed(ExternalFunctions functions, string source) =>
        FeelExpression
            .Compile(source, new FeelOptions { Dialect = FeelDialect.Standard, ExternalFunctions = functions })
            .Evaluate(FeelScope.Empty, default);
}
