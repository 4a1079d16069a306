using Baton.Desk.Conversion.Juel;

namespace Baton.Desk.Tests.Conversion;

public sealed class JuelTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("${amount}", "=amount")]
    [InlineData("#{amount}", "=amount")]
    [InlineData("${amount > 5 && amount <= 10}", "=amount > 5 and amount <= 10")]
    [InlineData("${a == 1 || b == 2 && c != 3}", "=a = 1 or b = 2 and c != 3")]
    [InlineData("${(a == 1 || b == 2) && c}", "=(a = 1 or b = 2) and c")]
    [InlineData("${a lt b and b ge c or not d}", "=a < b and b >= c or not(d)")]
    [InlineData("${!approved}", "=not(approved)")]
    [InlineData("${not (a or b)}", "=not((a or b))")]
    [InlineData("${empty name}", "=((name = null or name = \"\" or name = []) = true)")]
    [InlineData("${a + b * 2 - 3 / c % 2}", "=a + b * 2 - modulo(3 / c, 2)")]
    [InlineData("${a - (b - c)}", "=a - (b - c)")]
    [InlineData("${-a * (b + 1)}", "=-a * (b + 1)")]
    [InlineData("${10 div 4 mod 3}", "=modulo(10 / 4, 3)")]
    [InlineData("${a > 1 ? 'x' : b ? 'y' : \"z\"}", "=if a > 1 then \"x\" else if b then \"y\" else \"z\"")]
    [InlineData("${order.customer.name == 'O\\'Neil \"x\"'}", "=order.customer.name = \"O'Neil \\\"x\\\"\"")]
    [InlineData("${items[0].price}", "=items[1].price")]
    [InlineData("${map['key with space']}", "=get value(map, \"key with space\")")]
    [InlineData("${status.equals('open')}", "=status = \"open\"")]
    [InlineData("${items.size() > 2}", "=count(items) > 2")]
    [InlineData("${name.toUpperCase().startsWith('A')}", "=starts with(upper case(name), \"A\")")]
    [InlineData("${execution.getVariable('amount') > 3}", "=amount > 3")]
    [InlineData("${execution.hasVariable(\"amount\")}", "=amount != null")]
    [InlineData("${now().plusDays(2).minusHours(1).toDate()}", "=now() + duration(\"P2D\") - duration(\"PT1H\")")]
    [InlineData("Order ${number} of ${name}", "=\"Order \" + string(number) + \" of \" + string(name)")]
    [InlineData("${'a}b'}", "=\"a}b\"")]
    [InlineData("${loopCounter == 0}", "=(loopCounter - 1) = 0")]
    [InlineData("${true and null == x}", "=true and null = x")]
    public void What_FEEL_can_say_with_the_same_meaning_is_said(string juel, string feel) =>
        Assert.Equal(feel, JuelTemplate.Convert(juel).Value);

    [Theory]
    [InlineData("${bean.method(x)}")]
    [InlineData("${execution}")]
    [InlineData("${execution.processInstanceId}")]
    [InlineData("${execution.getVariable(name)}")]
    [InlineData("${task.assignee}")]
    [InlineData("${list[i]}")]
    [InlineData("${list.contains('a')}")]
    [InlineData("${S(body).prop('a')}")]
    [InlineData("${a ==}")]
    [InlineData("${a b}")]
    [InlineData("${(a}")]
    [InlineData("${'a}")]
    [InlineData("${a")]
    [InlineData("${}")]
    [InlineData("${a = 5}")]
    [InlineData("${a; b}")]
    [InlineData("${if + 1}")]
    [InlineData("${x$y}")]
    public void What_it_cannot_say_is_refused_and_never_guessed(string juel) => Assert.Equal(new(null, true), JuelTemplate.Convert(juel));

    [Fact]
    public void An_expression_of_endless_depth_or_length_is_refused()
    {
        Assert.Null(JuelTemplate.Convert("${" + new string('(', 1500) + "a" + new string(')', 1500) + "}").Value);
        Assert.Null(JuelTemplate.Convert("${" + new string('!', 1500) + "a}").Value);
        Assert.Null(JuelTemplate.Convert("${" + string.Join(" + ", Enumerable.Repeat("abc", 2000)) + "}").Value);
    }
}
