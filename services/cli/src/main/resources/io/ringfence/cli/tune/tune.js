(() => {
  'use strict';
  const trials = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const percent = share => (100 * share).toFixed(1) + ' %';
  const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const most = Math.max(...trials.map(t => t.cpuSeconds), 1e-9);
  const labelled = trials.some(t => t.labelled);
  const KINDS = [
    {name: 'chosen', color: 'naive', symbol: 'diamond', is: t => t.chosen},
    {name: 'efficient', color: 'exact', symbol: 'circle', is: t => t.efficient && !t.chosen},
    {name: 'other', color: 'soft', symbol: 'emptyCircle', is: t => !t.efficient && !t.chosen},
  ];
  const chart = echarts.init(document.getElementById('plot'), null, {renderer: 'svg'});

  function axis(name, gap) {
    return {
      name, nameLocation: 'middle', nameGap: gap, type: 'value', scale: true,
      nameTextStyle: {color: color('soft'), fontSize: 13},
      axisLabel: {color: color('soft'), fontSize: 12, formatter: v => +(100 * v).toFixed(1) + ' %'},
      axisLine: {lineStyle: {color: color('line')}}, axisTick: {show: false},
      splitLine: {lineStyle: {color: color('line')}},
    };
  }

  function option() {
    const ink = color('ink');
    return {
      animation: false, backgroundColor: 'transparent',
      textStyle: {color: ink, fontFamily: getComputedStyle(document.body).fontFamily},
      aria: {enabled: true, label: {description: 'Mean certified share against smoothed accuracy; the table has the numbers.'}},
      grid: {left: 68, right: 24, top: 42, bottom: 48},
      legend: {top: 4, left: 0, textStyle: {color: ink, fontSize: 12.5}},
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: color('card'), borderColor: color('line'),
        textStyle: {color: ink, fontSize: 13},
        formatter: i => '<b>' + echarts.format.encodeHTML(i.data.trial.words) + '</b><br>' + i.data.trial.samples
          + ' samples, ' + i.data.trial.cpuSeconds.toFixed(2) + ' CPU s<br>'
          + (labelled ? 'accuracy ' + percent(i.value[0]) + ', ' : '') + 'certified ' + percent(i.value[1]),
      },
      xAxis: axis(labelled ? 'smoothed accuracy' : 'smoothed accuracy (no labels)', 30),
      yAxis: axis('mean certified share', 50),
      series: KINDS.map((kind, z) => ({
        name: kind.name, type: 'scatter', symbol: kind.symbol, z: 5 - z, itemStyle: {color: color(kind.color), opacity: 0.9},
        data: trials.filter(kind.is).map(t => ({
          value: [t.accuracy, t.share], trial: t, symbolSize: 8 + 18 * Math.sqrt(t.cpuSeconds / most),
        })),
      })),
    };
  }

  const button = document.getElementById('theme');
  function theme(name) {
    root.dataset.theme = name;
    root.style.colorScheme = name;
    button.textContent = name === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Show in ' + (name === 'dark' ? 'light' : 'dark') + ' colours');
    chart.resize();
    chart.setOption(option(), true);
  }
  button.hidden = false;
  button.addEventListener('click', () => theme(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  prefersDark.addEventListener('change', e => theme(e.matches ? 'dark' : 'light'));
  theme(prefersDark.matches ? 'dark' : 'light');
  window.addEventListener('resize', () => chart.resize());
})();
