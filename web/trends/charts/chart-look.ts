/** Colours of a chart. Those of series are from the set of Okabe and Ito, told apart by colour-blind people. */
export interface ChartLook {
  readonly ink: string;
  readonly paper: string;
  readonly grid: string;
  readonly series: string;
  readonly band: string;
  readonly target: string;
}

/** For pictures that leave the page and for paper. */
export const lightLook: ChartLook = {
  ink: '#1b2424',
  paper: '#ffffff',
  grid: '#d5dcdc',
  series: '#0072b2',
  band: 'rgb(0 114 178 / 15%)',
  target: '#d55e00',
};

export const darkLook: ChartLook = {
  ink: '#e9efee',
  paper: '#121818',
  grid: '#37423f',
  series: '#56b4e9',
  band: 'rgb(86 180 233 / 20%)',
  target: '#e69f00',
};
